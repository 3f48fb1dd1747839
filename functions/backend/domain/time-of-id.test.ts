import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { timeOfId } from "./time-of-id.ts";

test("is the one of the example in RFC 9562, appendix A.6", () => {
  expect(timeOfId("017f22e2-79b0-7cc3-98c4-dc0c0c07398f")).toEqual(new Date("2022-02-22T19:22:22.000Z"));
});

test("is the one with which an id was drawn", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), (milliseconds) => {
      expect(timeOfId(Bun.randomUUIDv7("hex", milliseconds)).getTime()).toBe(milliseconds);
    }),
  );
});

test("of ids in their order is in the order of time", () => {
  const time = fc.date({ min: new Date(0), max: new Date("9999-12-31T23:59:59Z"), noInvalidDate: true });
  fc.assert(
    fc.property(fc.array(time), (times) => {
      const ids = times.map((each) => Bun.randomUUIDv7("hex", each)).sort();
      const found = ids.map((id) => timeOfId(id).getTime());
      expect(found).toEqual(found.toSorted((a, b) => a - b));
    }),
  );
});
