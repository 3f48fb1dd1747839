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

/** A title that is a name: it makes a schema a component of the document, and a type of that name of the client. */
const componentName = /^[A-Z][A-Za-z0-9]*$/;

/** Collects named schemas, so that each stands once in the document. */
export class Components {
  readonly #schemas = new Map<string, JsonSchema>();

  /** Sorted by name. */
  get schemas(): Readonly<Record<string, JsonSchema>> {
    return Object.fromEntries([...this.#schemas].sort(([a], [b]) => a.localeCompare(b)));
  }

  /**
   * The schema with every named part in it replaced by a reference.
   *
   * @throws TypeError when two different schemas have the same name.
   */
  refer(schema: JsonSchema): JsonSchema {
    const { title } = schema;
    const inner = this.#referParts(schema);
    if (title === undefined || !componentName.test(title)) return inner;
    const known = this.#schemas.get(title);
    if (known !== undefined && !Bun.deepEquals(known, inner)) {
      throw new TypeError(`Two different schemas have the title ${title}: give one of them another.`);
    }
    this.#schemas.set(title, inner);
    return { $ref: `#/components/schemas/${title}` };
  }

  #referParts(schema: JsonSchema): JsonSchema {
    const { properties, items, additionalProperties } = schema;
    const list = (schemas: readonly JsonSchema[]) => schemas.map((part) => this.refer(part));
    return {
      ...schema,
      ...(properties !== undefined && {
        properties: Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, this.refer(part)])),
      }),
      ...(typeof items === "object" && { items: this.refer(items) }),
      ...(typeof additionalProperties === "object" && { additionalProperties: this.refer(additionalProperties) }),
      ...(schema.anyOf !== undefined && { anyOf: list(schema.anyOf) }),
      ...(schema.oneOf !== undefined && { oneOf: list(schema.oneOf) }),
      ...(schema.allOf !== undefined && { allOf: list(schema.allOf) }),
      ...(schema.prefixItems !== undefined && { prefixItems: list(schema.prefixItems) }),
    };
  }
}
