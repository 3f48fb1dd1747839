import * as fc from "fast-check";
import type { JsonSchema } from "../open-api-document.ts";
import { validValue, type ValueOptions } from "./valid-value.ts";

/** Names that mean something to JavaScript, and others that nobody expects. */
const oddNames = fc.oneof(
  fc.constantFrom("__proto__", "constructor", "toString", "hasOwnProperty", "", " ", "id", "$ref", "a.b", "\u0000"),
  fc.string({ unit: "binary", maxLength: 10 }),
);

/** Texts that have broken programs before. */
export const oddTexts = fc.oneof(
  fc.constantFrom("", " ", "null", "undefined", "NaN", "-1", "0", "1e309", "true", "[]", "{}", "%00", "../..", "*"),
  fc.constantFrom(
    "\u0000",
    "\u202E",
    "\uFEFF",
    "\uFFFF",
    "\uD800",
    "a\u0301",
    "ẞ",
    "𝒳",
    "👩‍👩‍👧‍👦",
    "' OR 1=1 --",
    "<script>",
  ),
  fc.integer({ min: 100, max: 3000 }).map((length) => "x".repeat(length)),
  fc.string({ unit: "binary" }),
);

/**
 * Values that a schema refuses, most of them by a single fault: a property that is missing, unknown or wrong, a text that
 * is too long, another type.
 *
 * @param isValid Whether a value fulfils the schema; what does is left out.
 */
export function invalidValue(
  schema: JsonSchema,
  options: ValueOptions,
  isValid: (value: unknown) => boolean,
): fc.Arbitrary<unknown> {
  return faulty(schema, options).filter((value) => !isValid(value));
}

function faulty(schema: JsonSchema, options: ValueOptions): fc.Arbitrary<unknown> {
  const { $ref, anyOf, oneOf, type } = schema;
  const target = $ref === undefined ? undefined : options.components[$ref.replace("#/components/schemas/", "")];
  if (target !== undefined) return faulty(target, options);
  const branches = anyOf ?? oneOf;
  if (branches !== undefined) return fc.oneof(...branches.map((branch) => faulty(branch, options)));
  const other = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.bigInt().map(Number), oddTexts);
  if (type === "object") return fc.oneof(other, { arbitrary: faultyObject(schema, options), weight: 5 });
  if (type === "array") return fc.oneof(other, faultyList(schema, options));
  if (type === "string") return fc.oneof(other, { arbitrary: faultyText(schema), weight: 2 });
  return other;
}

function faultyObject(schema: JsonSchema, options: ValueOptions): fc.Arbitrary<unknown> {
  const { properties = {}, required = [] } = schema;
  const valid = validValue(schema, options).filter((value) => typeof value === "object" && value !== null);
  const without = (name: string) => valid.map((value) => withoutName(value, name));
  const changes = Object.entries(properties).map(([name, part]) =>
    fc.tuple(valid, faulty(part, options)).map(([value, wrong]) => withProperty(value, name, wrong)),
  );
  const added = fc
    .tuple(valid, oddNames, fc.jsonValue({ maxDepth: 1 }))
    .map(([value, name, extra]) => withProperty(value, name, extra));
  return fc.oneof(added, ...required.map(without), ...changes);
}

function withoutName(value: object, name: string): object {
  return Object.fromEntries(Object.entries(value).filter(([other]) => other !== name));
}

/** Also where the name is `__proto__`, which an assignment would take for something else. */
function withProperty(value: object, name: string, property: unknown): object {
  return Object.fromEntries([...Object.entries(value), [name, property]]);
}

function faultyList(schema: JsonSchema, options: ValueOptions): fc.Arbitrary<unknown> {
  const { items = true, minItems = 0, maxItems } = schema;
  const item = typeof items === "object" ? items : {};
  const wrongItem = fc.tuple(validValue(schema, options), faulty(item, options));
  return fc.oneof(
    wrongItem.map(([list, wrong]) => (Array.isArray(list) ? list.concat([wrong]) : [wrong])),
    ...(minItems > 0 ? [fc.constant([])] : []),
    ...(maxItems === undefined
      ? []
      : [validValue(item, options).map((value) => Array.from({ length: maxItems + 1 }, () => value))]),
  );
}

function faultyText({ minLength = 0, maxLength }: JsonSchema): fc.Arbitrary<unknown> {
  return fc.oneof(
    oddTexts,
    ...(minLength > 0 ? [fc.string({ maxLength: minLength - 1 })] : []),
    ...(maxLength === undefined ? [] : [fc.constantFrom("x", "ä", "𝒳").map((unit) => unit.repeat(maxLength + 1))]),
  );
}
