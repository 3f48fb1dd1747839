import { expect, test } from "bun:test";
import { acceptsGzip } from "./accepts-gzip.ts";

test.each([
  ["gzip", true],
  ["GZIP", true],
  ["deflate, gzip;q=0.5, br", true],
  ["*", true],
  ["br, *;q=0.1", true],
  ["x-gzip", true],
  ["", false],
  [undefined, false],
  ["br", false],
  ["gzip;q=0", false],
  ["gzip; q=0.000, *", false],
  ["identity", false],
  ["*;q=0", false],
])("%j: %j", (header, expected) => {
  expect(acceptsGzip(header)).toBe(expected);
});
