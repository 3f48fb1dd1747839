import * as fc from "fast-check";
import type { JsonSchema } from "../open-api-document.ts";
import type { Schemas } from "../schema-containment.ts";
import { uuids } from "./uuids.ts";

/** Deeper than this, optional parts are left out and lists are as short as they may be. */
const maxDepth = 6;

export interface ValueOptions {
  readonly components: Schemas;
  /** Values of a property, or a parameter, that are known better than its schema tells. */
  readonly property?: (name: string, schema: JsonSchema) => fc.Arbitrary<unknown> | undefined;
}

/**
 * Values that a schema allows. They are hard ones: the shortest and longest texts, text of any language, numbers at
 * their limits, every property present or absent.
 *
 * @throws TypeError for a keyword that has no values here, so that no part of the API is left untried unnoticed.
 */
export function validValue(schema: JsonSchema, options: ValueOptions, depth = 0): fc.Arbitrary<unknown> {
  const { $ref, const: constant, enum: values, anyOf, oneOf, type } = schema;
  const { components } = options;
  const inner = (part: JsonSchema) => validValue(part, options, depth + 1);
  if ($ref !== undefined) return inner(target($ref, components));
  if (constant !== undefined) return fc.constant(constant);
  if (values !== undefined) return fc.constantFrom(...values);
  const branches = anyOf ?? oneOf;
  if (branches !== undefined) return fc.oneof(...branches.map(inner));
  if (schema.allOf !== undefined) return inner(merged(schema.allOf, components));
  if (typeof type === "object") return fc.oneof(...type.map((one) => inner({ ...schema, type: one })));

  switch (type) {
    case "null":
      return fc.constant(null);
    case "boolean":
      return fc.boolean();
    case "integer":
      return fc.integer({ min: lowest(schema), max: highest(schema) });
    case "number":
      return fc.double({ min: lowest(schema), max: highest(schema), noNaN: true });
    case "string":
      return text(schema);
    case "array":
      return list(schema, inner, depth);
    case "object":
      return object(schema, inner, options, depth);
    case undefined:
      return fc.jsonValue({ maxDepth: 2 });
    default:
      throw new TypeError(`There are no values for the type ${type}.`);
  }
}

function target($ref: string, components: Schemas): JsonSchema {
  const schema = components[$ref.replace("#/components/schemas/", "")];
  if (schema === undefined) throw new TypeError(`The document has no schema for the reference ${$ref}.`);
  return schema;
}

/** What allows the values that every one of these objects allows. */
function merged(parts: readonly JsonSchema[], components: Schemas): JsonSchema {
  const schemas = parts.map((part) => (part.$ref === undefined ? part : target(part.$ref, components)));
  return {
    ...Object.assign({}, ...schemas),
    properties: Object.assign({}, ...schemas.map(({ properties }) => properties)),
    required: schemas.flatMap(({ required = [] }) => required),
  };
}

function lowest({ minimum, exclusiveMinimum }: JsonSchema): number {
  return minimum ?? (exclusiveMinimum === undefined ? Number.MIN_SAFE_INTEGER : exclusiveMinimum + 1);
}

function highest({ maximum, exclusiveMaximum }: JsonSchema): number {
  return maximum ?? (exclusiveMaximum === undefined ? Number.MAX_SAFE_INTEGER : exclusiveMaximum - 1);
}

const longestText = 200;

function text({ pattern, format, minLength = 0, maxLength }: JsonSchema): fc.Arbitrary<string> {
  const values = format === undefined ? undefined : formats[format];
  const fits = (value: string) => {
    const { length } = Array.from(value);
    return (
      length >= minLength &&
      length <= (maxLength ?? Number.POSITIVE_INFINITY) &&
      (pattern === undefined || new RegExp(pattern, "u").test(value))
    );
  };
  if (values !== undefined) return values.filter(fits);
  if (format !== undefined) throw new TypeError(`There are no values for the format ${format}.`);
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern)).filter(fits);

  const limit = Math.max(minLength, Math.min(maxLength ?? longestText, 4 * longestText));
  return fc.oneof(
    { arbitrary: fc.string({ unit: "grapheme-ascii", minLength, maxLength: limit }), weight: 6 },
    { arbitrary: fc.string({ unit: "grapheme", minLength, maxLength: limit }).filter(fits), weight: 3 },
    { arbitrary: fc.string({ unit: "binary", minLength, maxLength: limit }).filter(fits), weight: 1 },
    { arbitrary: ofLength(minLength), weight: 1 },
    { arbitrary: ofLength(limit), weight: 1 },
  );
}

function ofLength(length: number): fc.Arbitrary<string> {
  return fc.string({ unit: "grapheme-ascii", minLength: length, maxLength: length });
}

const future = { min: new Date("2100-01-01"), max: new Date("2200-01-01") };
const times = fc.oneof(
  { arbitrary: fc.date({ noInvalidDate: true, ...future }), weight: 4 },
  { arbitrary: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date("9999-12-31") }), weight: 1 },
);

const formats: Readonly<Record<string, fc.Arbitrary<string>>> = {
  uuid: uuids,
  "date-time": times.map((time) => time.toISOString()),
  email: fc.emailAddress(),
  uri: fc.webUrl(),
};

function list(
  { items = true, minItems = 0, maxItems = 5, uniqueItems = false }: JsonSchema,
  inner: (schema: JsonSchema) => fc.Arbitrary<unknown>,
  depth: number,
): fc.Arbitrary<unknown[]> {
  const item = inner(typeof items === "object" ? items : {});
  const maxLength = depth >= maxDepth ? minItems : Math.max(minItems, Math.min(maxItems, 5));
  const lengths = { minLength: minItems, maxLength };
  return uniqueItems ? fc.uniqueArray(item, { ...lengths, comparator: Bun.deepEquals }) : fc.array(item, lengths);
}

function object(
  { properties = {}, required = [], additionalProperties = true, maxProperties = Number.POSITIVE_INFINITY }: JsonSchema,
  inner: (schema: JsonSchema) => fc.Arbitrary<unknown>,
  { property }: ValueOptions,
  depth: number,
): fc.Arbitrary<object> {
  const entries = Object.entries(properties).filter(([name]) => depth < maxDepth || required.includes(name));
  const valuesOf = (name: string, schema: JsonSchema) => property?.(name, schema) ?? inner(schema);
  const known = fc.record(Object.fromEntries(entries.map(([name, schema]) => [name, valuesOf(name, schema)])), {
    requiredKeys: required.filter((name) => name in properties),
  });
  if (additionalProperties === false || depth >= maxDepth) return known;
  const value = inner(typeof additionalProperties === "object" ? additionalProperties : {});
  const other = fc
    .dictionary(fc.string({ minLength: 1, maxLength: 20 }), value, { maxKeys: Math.min(maxProperties, 3) })
    .map((extra) => Object.fromEntries(Object.entries(extra).filter(([name]) => !(name in properties))));
  return fc.tuple(other, known).map(([extra, values]) => Object.assign(extra, values));
}
