import { expect, test } from "bun:test";
import { parseRuntimeApiAddress } from "./runtime-api-address.ts";

test.each([
  ["169.254.100.1:9001", { hostname: "169.254.100.1", port: 9001, authority: "169.254.100.1:9001", basePath: "" }],
  ["localhost:80/a/b/", { hostname: "localhost", port: 80, authority: "localhost:80", basePath: "/a/b" }],
  ["[::1]:9001/x", { hostname: "::1", port: 9001, authority: "[::1]:9001", basePath: "/x" }],
])("A1 reads %s", (value, address) => {
  expect(parseRuntimeApiAddress(value)).toEqual(address);
});

test.each([
  "",
  "localhost",
  "localhost:",
  ":9001",
  "localhost:0",
  "localhost:65536",
  "http://localhost:9001",
  "::1:9001",
  "a b:1",
])("A1 refuses %j", (value) => {
  expect(() => parseRuntimeApiAddress(value)).toThrow(/AWS_LAMBDA_RUNTIME_API is ".*": it must be host:port/);
});
