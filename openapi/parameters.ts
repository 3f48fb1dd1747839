import type { Route } from "../functions/manifest/route.ts";
import { schemaOf } from "./json-schema.ts";
import type { JsonSchema, Parameter } from "./open-api-document.ts";

/** The parameters of a route: of its path, its query and its headers, in this order. */
export function parametersOf({ request }: Route): readonly Parameter[] {
  const places = ["path", "query", "headers"] as const;
  return places.flatMap((place) => {
    const schema = request[place];
    if (schema === undefined) return [];
    const { properties = {}, required = [] } = schemaOf(schema);
    return Object.entries(properties).map(([name, property]) => {
      const { description, ...rest } = property;
      const parameter: Parameter = {
        name,
        in: place === "headers" ? "header" : place,
        required: required.includes(name),
        schema: asSent(rest),
      };
      return description === undefined ? parameter : Object.assign(parameter, { description });
    });
  });
}

/**
 * Parameters are text on the wire, so the manifest describes numbers as text with a pattern. Where a schema's metadata
 * says that the text is a number, the document does, too, and so does the client's type.
 */
function asSent(schema: JsonSchema): JsonSchema {
  if (schema.type !== "integer") return schema;
  const { pattern: _, default: value, ...rest } = schema;
  return { ...rest, ...(value !== undefined && { default: Number(value) }) };
}
