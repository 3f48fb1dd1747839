import { expect, test } from "bun:test";
import { parseStreamedResponse } from "./streamed-response.ts";

test("takes a prelude from its body", () => {
  const payload = new TextEncoder().encode(`{"statusCode":404,"headers":{"X-Example":"1"}}${"\0".repeat(8)}not here`);
  const { status, headers, body } = parseStreamedResponse(payload);
  expect([status, headers.get("x-example"), body]).toEqual([404, "1", "not here"]);
});

test("refuses what has no prelude", () => {
  expect(() => parseStreamedResponse(new TextEncoder().encode("{}"))).toThrow(SyntaxError);
});
