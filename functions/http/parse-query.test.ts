import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { HttpException } from "./http-exception.ts";
import { parseQuery } from "./parse-query.ts";

test.each([
  ["", {}],
  ["limit=5&parentId=root", { limit: "5", parentId: "root" }],
  ["a=1+2&b=%C3%A9&c", { a: "1 2", b: "é", c: "" }],
  ["a=%zz", { a: "%zz" }],
])("%j", (query, parameters) => {
  expect(parseQuery(query)).toEqual(parameters);
});

test("names every parameter that is given more than once", () => {
  expect(() => parseQuery("a=1&b=2&a=3&c=4&b=5&a=6")).toThrow(
    expect.objectContaining({
      status: 400,
      errors: [
        { parameter: "a", detail: "Give it once." },
        { parameter: "b", detail: "Give it once." },
      ],
    }),
  );
});

test("a parameter may be named like something that every object has", () => {
  expect(Object.entries(parseQuery("__proto__=1&constructor=2"))).toEqual([
    ["__proto__", "1"],
    ["constructor", "2"],
  ]);
});

test("reads or refuses any query", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 40 }), (query) => {
      try {
        parseQuery(query);
      } catch (error) {
        expect(error).toBeInstanceOf(HttpException);
      }
    }),
    { numRuns: 200 },
  );
});
