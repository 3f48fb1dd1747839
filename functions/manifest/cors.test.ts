import { expect, test } from "bun:test";
import { corsFor } from "./cors.ts";

test("a page may send a signed request", () => {
  const { allowHeaders } = corsFor(["https://app.example.test"]);
  expect(allowHeaders).toEqual(
    expect.arrayContaining(["authorization", "x-amz-content-sha256", "x-amz-date", "x-amz-security-token"]),
  );
});

test("a page may send the headers that the handlers read, and no other", () => {
  const { allowHeaders } = corsFor(["https://app.example.test"]);
  const own = allowHeaders.filter((name) => name !== "authorization" && !name.startsWith("x-amz-"));
  expect(own).toEqual(["content-type", "idempotency-key", "if-match", "if-none-match"]);
});
