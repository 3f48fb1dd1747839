import type { GenericSchema } from "valibot";
import { idempotencyKeySchema, ifNoneMatchSchema } from "../functions/http/header-schemas.ts";
import type { Route } from "../functions/manifest/route.ts";
import { schemaOf } from "./json-schema.ts";
import type { JsonSchema, Parameter } from "./open-api-document.ts";
import { hasEntityTag } from "./responses.ts";

/** The parameters of a route: of its path, its query and its headers, in this order. */
export function parametersOf(route: Route): readonly Parameter[] {
  const { path, query } = route.request;
  const places = [
    ["path", path === undefined ? [] : [path]],
    ["query", query === undefined ? [] : [query]],
    ["header", headersOf(route)],
  ] as const;
  return places.flatMap(([place, schemas]) => {
    const { properties, required } = joined(schemas);
    return Object.entries(properties).map(([name, property]) => {
      const { description, ...rest } = property;
      const parameter: Parameter = {
        name,
        in: place,
        required: required.includes(name),
        schema: asSent(rest),
      };
      return description === undefined ? parameter : Object.assign(parameter, { description });
    });
  });
}

/** What a route declares, and what every route of its kind takes. */
function headersOf(route: Route): readonly GenericSchema[] {
  const { headers } = route.request;
  return [
    ...(headers === undefined ? [] : [headers]),
    ...(hasEntityTag(route) ? [ifNoneMatchSchema] : []),
    ...(route.idempotent === true ? [idempotencyKeySchema] : []),
  ];
}

function joined(schemas: readonly GenericSchema[]): {
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly required: readonly string[];
} {
  const parts = schemas.map(schemaOf);
  return {
    properties: Object.fromEntries(parts.flatMap(({ properties = {} }) => Object.entries(properties))),
    required: parts.flatMap(({ required = [] }) => required),
  };
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
