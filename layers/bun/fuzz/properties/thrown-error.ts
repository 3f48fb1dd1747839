import assert from "node:assert/strict";
import * as fc from "fast-check";
import { escapeHeaderValue } from "../../src/header-value.ts";
import { acceptedErrorType, describeThrown, isError, ownFields } from "../../src/thrown-error.ts";
import { xrayCause } from "../../src/xray-cause.ts";
import { fuzzProperty } from "../fuzz-property.ts";

const anyText = fc.string({ unit: "binary" });

const errors = fc
  .record({ name: fc.anything(), message: fc.anything(), stack: fc.anything() })
  .map((fields) => Object.assign(new Error("x"), fields));

const textErrors = fc
  .record({ name: anyText, message: anyText, stack: fc.array(anyText).map((lines) => lines.join("\n    at ")) })
  .map((fields) => Object.assign(new Error("x"), fields));

/** A proxy whose traps throw where the next bit is set. */
const hostile = fc
  .tuple(fc.anything(), fc.array(fc.boolean(), { minLength: 1, maxLength: 20 }))
  .map(([inner, bits]) => () => {
    let asked = 0;
    const maybe = <Args extends unknown[], Result>(answer: (...args: Args) => Result) => {
      return (...args: Args): Result => {
        if (bits[asked++ % bits.length]) throw new Error("trap");
        return answer(...args);
      };
    };
    const target = typeof inner === "object" && inner !== null ? inner : new Error(typeof inner);
    return new Proxy(target, {
      get: maybe((owner: object, key: string | symbol): unknown => Reflect.get(owner, key)),
      has: maybe((owner: object, key: string | symbol) => Reflect.has(owner, key)),
      ownKeys: maybe((owner: object) => Reflect.ownKeys(owner)),
      getPrototypeOf: maybe((owner: object) => Reflect.getPrototypeOf(owner)),
      getOwnPropertyDescriptor: maybe((owner: object, key: string | symbol) =>
        Reflect.getOwnPropertyDescriptor(owner, key),
      ),
    });
  });

/** Makes anything that can be thrown. A function makes it, because fast-check itself looks at the values that it gives. */
export const thrown: fc.Arbitrary<() => unknown> = fc.oneof(
  fc
    .oneof(
      fc.anything({ withBigInt: true, withNullPrototype: true, withSparseArray: true }),
      anyText,
      errors,
      textErrors,
      fc.func(fc.anything()),
    )
    .map((value) => () => value),
  hostile,
);

const printable = /^[ -~]*$/;

export const thrownErrorProperties = [
  fuzzProperty(
    "thrown error: anything thrown becomes strings that JSON and headers can carry",
    200,
    fc.property(thrown, (make) => {
      const value = make();
      const error = describeThrown(value);
      for (const part of [error.errorType, error.errorMessage, ...error.trace]) assert.equal(typeof part, "string");
      assert.equal(JSON.parse(JSON.stringify(error)).errorType.toWellFormed(), error.errorType.toWellFormed());
      assert.match(escapeHeaderValue(error.errorType), printable);
      const cause = xrayCause(error, "/var/task") ?? "{}";
      assert.match(cause, printable);
      assert.ok(cause.length <= 65_536, "the cause is too long");
      assert.equal(typeof JSON.parse(cause), "object");
      assert.match(acceptedErrorType(error.errorType), /^(Runtime|Function)\.[A-Z][a-zA-Z]+$/);
      if (isError(value)) assert.equal(typeof ownFields(value), "object");
    }),
  ),
  fuzzProperty(
    "header value: JSON stays the same JSON",
    200,
    fc.property(anyText, (text) => {
      const escaped = escapeHeaderValue(JSON.stringify(text));
      assert.match(escaped, printable);
      assert.equal(JSON.parse(escaped), text);
    }),
  ),
];
