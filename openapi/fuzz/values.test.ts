import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { currentDocument } from "../artefacts.ts";
import { type JsonSchema, operationsOf } from "../open-api-document.ts";
import { invalidValue } from "./invalid-value.ts";
import { SchemaCompiler } from "./schema-compiler.ts";
import { validValue } from "./valid-value.ts";

const document = currentDocument();
const { schemas: components } = document.components;
const compiler = new SchemaCompiler(document);

/** The schema of every request's body. */
const bodies: [string, JsonSchema][] = operationsOf(document).flatMap(({ operation }) => {
  const schema = operation.requestBody?.content["application/json"]?.schema;
  return schema === undefined ? [] : [[operation.operationId, schema] as [string, JsonSchema]];
});

describe.each(bodies)("the body of %s", (_operationId, schema) => {
  const validate = compiler.compile(schema);

  test("valid values are valid", () => {
    fc.assert(
      fc.property(validValue(schema, { components }), (value) => expect(validate(value)).toBeUndefined()),
      { numRuns: 50 },
    );
  });

  test("invalid values are not", () => {
    const values = invalidValue(schema, { components }, (value) => validate(value) === undefined);
    fc.assert(
      fc.property(values, (value) => expect(validate(value)).toBeString()),
      { numRuns: 50 },
    );
  });
});

test("what is known better is used in the place of a property's own values", () => {
  const schema = {
    type: "object",
    properties: { a: { type: "string" } },
    required: ["a"],
    additionalProperties: false,
  };
  expect(
    fc.sample(validValue(schema, { components: {}, property: (name) => fc.constant(`a better ${name}`) }), 1),
  ).toEqual([{ a: "a better a" }]);
});

test.each([{ type: "date" }, { type: "string", format: "isbn" }, { $ref: "#/components/schemas/Missing" }])(
  "%j is refused: nothing of the API may stay untried unnoticed",
  (schema) => {
    expect(() => fc.sample(validValue(schema, { components: {} }), 1)).toThrow(TypeError);
  },
);
