import { expect, test } from "bun:test";
import { corsFor } from "./cors.ts";

test("a page may send the headers that the handlers read, and no other", () => {
  const { allowHeaders } = corsFor(["https://app.example.test"]);
  expect(allowHeaders).toEqual(["authorization", "content-type", "idempotency-key", "if-match", "if-none-match"]);
});
