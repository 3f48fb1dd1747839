import { expect, test } from "bun:test";
import * as v from "valibot";
import { atMostOneOf } from "./at-most-one-of.ts";
import { validate } from "./validate.ts";

const schema = v.pipe(
  v.strictObject({ a: v.optional(v.string()), b: v.optional(v.string()), c: v.optional(v.string()), d: v.string() }),
  atMostOneOf("a", "b", "c"),
);

test.each([{ d: "" }, { a: "", d: "" }, { c: "1", d: "" }])("takes %j", (value) => {
  expect(validate(schema, value)).toEqual({ valid: true, value });
});

test("refuses each one behind the first", () => {
  expect(validate(schema, { a: "", b: "", c: "", d: "" })).toEqual({
    valid: false,
    errors: [
      { path: ["b"], message: "Cannot be combined with a: send one of a, b, c." },
      { path: ["c"], message: "Cannot be combined with a: send one of a, b, c." },
    ],
  });
});
