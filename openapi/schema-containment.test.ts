import Ajv2020 from "ajv/dist/2020.js";
import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { validValue } from "./fuzz/valid-value.ts";
import type { JsonSchema } from "./open-api-document.ts";
import { containment } from "./schema-containment.ts";

function reasons(narrow: JsonSchema, wide: JsonSchema): readonly string[] {
  return containment({ schema: narrow, components: {} }, { schema: wide, components: {} });
}

const text = { type: "string" };
const nothing = { type: "null" };

describe("what may be refused", () => {
  const cases: [string, JsonSchema, JsonSchema, string[]][] = [
    ["another type", text, { type: "boolean" }, [": string instead of boolean"]],
    ["a longer text", { ...text, maxLength: 9 }, { ...text, maxLength: 8 }, [": maxLength 9 instead of 8"]],
    ["an unlimited text", text, { ...text, maxLength: 8 }, [": maxLength none instead of 8"]],
    ["another pattern", { ...text, pattern: "a" }, { ...text, pattern: "b" }, [': pattern "a" instead of "b"']],
    ["one more value", { enum: ["a", "b"] }, { enum: ["a"] }, [': "b" beside "a"']],
    ["any value", text, { type: "string", enum: ["a"] }, [': any value instead of "a"']],
    ["null", { anyOf: [text, nothing] }, text, [": null instead of string"]],
    ["null of a list of types", { type: ["string", "null"] }, text, [": null instead of string"]],
    ["an absent property", { type: "object" }, { type: "object", required: ["a"] }, ["/a: may be absent"]],
    [
      "an unknown property",
      { type: "object", properties: { a: text }, additionalProperties: false },
      { type: "object", properties: { b: text }, additionalProperties: false },
      ["/a: not known"],
    ],
    [
      "any property",
      { type: "object", properties: { a: text } },
      { type: "object", properties: { a: text }, additionalProperties: false },
      [": any property instead of a"],
    ],
    [
      "a property's value",
      { type: "object", properties: { a: { type: "object", properties: { b: nothing } } } },
      { type: "object", properties: { a: { type: "object", properties: { b: text } } } },
      ["/a/b: null instead of string"],
    ],
    [
      "an item",
      { type: "array", items: { type: "number" } },
      { type: "array", items: { type: "integer" } },
      ["/[]: number instead of integer"],
    ],
  ];

  test.each(cases)("%s", (_what, narrow, wide, expected) => {
    expect(reasons(narrow, wide)).toEqual(expected);
  });
});

describe("what cannot be refused", () => {
  const cases: [string, JsonSchema, JsonSchema][] = [
    ["an integer where a number is wanted", { type: "integer" }, { type: "number" }],
    ["a shorter text", { ...text, maxLength: 8 }, { ...text, maxLength: 9 }],
    ["a listed value where any text is wanted", { enum: ["a"] }, text],
    ["one of the alternatives", text, { anyOf: [text, nothing] }],
    ["an absent property that need not be there", { type: "object" }, { type: "object", properties: { a: text } }],
    ["a property that is always there", { type: "object", required: ["a"] }, { type: "object" }],
    ["anything where anything is wanted", text, {}],
  ];

  test.each(cases)("%s", (_what, narrow, wide) => {
    expect(reasons(narrow, wide)).toEqual([]);
  });
});

test("a reference means the schema of its own document", () => {
  const schema = { $ref: "#/components/schemas/Name" };
  const long = { schema, components: { Name: { ...text, maxLength: 9 } } };
  const short = { schema, components: { Name: { ...text, maxLength: 8 } } };
  expect(containment(long, short, "body")).toEqual(["body: maxLength 9 instead of 8"]);
  expect(containment(short, long)).toEqual([]);
});

// Longer than the names that are made up for an object's other properties: one that only the wide schema knows is taken
// as absent.
const propertyNames = fc.constantFrom("a".repeat(21), "b".repeat(21));

const schemas = fc.letrec<{ schema: JsonSchema }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    fc.constantFrom<JsonSchema>(text, nothing, { type: "boolean" }, { enum: ["a", "b"] }, { const: "a" }),
    fc.record({ type: fc.constant("string"), minLength: fc.nat(2), maxLength: fc.integer({ min: 2, max: 4 }) }),
    fc.record({ type: fc.constant("integer"), minimum: fc.nat(2), maximum: fc.integer({ min: 2, max: 4 }) }),
    fc.record({ type: fc.constant("array"), items: tie("schema"), maxItems: fc.nat(2) }),
    fc.record({ anyOf: fc.tuple(tie("schema"), tie("schema")) }),
    fc.record({
      type: fc.constant("object"),
      properties: fc.dictionary(propertyNames, tie("schema"), { maxKeys: 2 }),
      required: fc.constant([]),
      additionalProperties: fc.boolean(),
    }),
  ),
})).schema;

test("every schema contains itself", () => {
  fc.assert(fc.property(schemas, (schema) => expect(reasons(schema, schema)).toEqual([])));
});

test("where it says that nothing is refused, nothing is", () => {
  const ajv = new Ajv2020({ strict: false });
  const cases = fc
    .tuple(schemas, schemas)
    .filter(([narrow, wide]) => reasons(narrow, wide).length === 0)
    .chain(([narrow, wide]) => fc.record({ wide: fc.constant(wide), value: validValue(narrow, { components: {} }) }));
  fc.assert(fc.property(cases, ({ wide, value }) => expect(ajv.validate(wide, value)).toBe(true)));
});
