import { toJsonSchema } from "@valibot/to-json-schema";
import type { GenericSchema } from "valibot";
import type { JsonSchema } from "./open-api-document.ts";

/** Rules that JSON Schema has no word for: the server checks them all the same, and its message says what they want. */
const checksInCode = ["check", "check_items", "forward", "partial_check", "raw_check"] as const;

/** Reformats what was sent; the document describes what is sent. */
const transformations = ["raw_transform", "to_lower_case", "transform", "trim"] as const;

/** A manifest's schema as JSON Schema 2020-12: what a caller may send, and what an answer holds on the wire. */
export function schemaOf(schema: GenericSchema): JsonSchema {
  const { $schema: _, ...converted } = toJsonSchema(schema, {
    typeMode: "input",
    target: "draft-2020-12",
    ignoreActions: [...checksInCode, ...transformations],
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- The library's type covers every draft.
  return converted as JsonSchema;
}
