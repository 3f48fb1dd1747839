import { expect, test } from "bun:test";
import * as v from "valibot";
import { validate } from "./validate.ts";

const schema = v.strictObject({
  name: v.pipe(v.string(), v.maxLength(3, "At most 3.")),
  size: v.optional(v.number(), 7),
  kind: v.optional(v.union([v.literal("a"), v.literal("b")], "Must be a or b.")),
  tags: v.optional(v.array(v.string())),
});

function errorsOf(input: unknown) {
  const result = validate(schema, input);
  return result.valid ? [] : result.errors;
}

test("gives the schema's output", () => {
  expect(validate(schema, { name: "abc" })).toEqual({ valid: true, value: { name: "abc", size: 7 } });
});

test("names everything that is wrong, and what is allowed", () => {
  const allowed = "Is not known here. Allowed: name, size, kind, tags.";
  expect(errorsOf({ name: "abcd", size: "7", kind: "c", tags: ["x", 1], extra: 1, more: 2 })).toEqual([
    { path: ["extra"], message: allowed },
    { path: ["more"], message: allowed },
    { path: ["name"], message: "At most 3." },
    { path: ["size"], message: "Must be a number." },
    { path: ["kind"], message: "Must be a or b." },
    { path: ["tags", 1], message: "Must be a string." },
  ]);
});

test("names the values of which one is wanted", () => {
  const result = validate(v.strictObject({ state: v.picklist(["active", "archived"]) }), { state: "gone" });
  expect(result).toEqual({ valid: false, errors: [{ path: ["state"], message: "Must be one of active, archived." }] });
});

test("says that a value is required", () => {
  expect(errorsOf({})).toEqual([{ path: ["name"], message: "Is required." }]);
});

test("names no more than twenty faults, so that no answer outgrows Lambda's limit", () => {
  const input = { name: "abc", tags: Array.from({ length: 30_000 }, () => 1), extra: 1 };
  const errors = errorsOf(input);
  expect(errors).toHaveLength(20);
  expect(errors.map(({ path }) => path.join("."))).toEqual([
    "extra",
    ...Array.from({ length: 19 }, (_, index) => `tags.${index}`),
  ]);
});

test("repeats only the beginning of a long name", () => {
  const errors = errorsOf({ name: "abc", ["x".repeat(200)]: 1, ["y".repeat(30_000)]: 1 });
  expect(errors.map(({ path }) => path)).toEqual([["x".repeat(200)], [`${"y".repeat(200)}…`]]);
});

test.each([[null], ["text"], [1], [[]], [[1]]])("%j is no object", (input) => {
  expect(errorsOf(input)).toEqual([{ path: [], message: "Must be a JSON object." }]);
});

test.each(["constructor", "toString", "__proto__", ""])("the key %j is known only if it is declared", (key) => {
  const input: unknown = JSON.parse(`{ "name": "abc", ${JSON.stringify(key)}: {} }`);
  expect(errorsOf(input)).toEqual([{ path: [key], message: "Is not known here. Allowed: name, size, kind, tags." }]);
});

test("a schema without keys takes none", () => {
  expect(validate(v.strictObject({}), { a: "1" })).toEqual({
    valid: false,
    errors: [{ path: ["a"], message: "Is not known here. None is allowed." }],
  });
});

test("never repeats a value that was given", () => {
  const secret = "hunter2";
  expect(JSON.stringify(errorsOf({ name: [secret], size: secret, kind: secret, tags: secret }))).not.toContain(secret);
});
