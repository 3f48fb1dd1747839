import { expect, test } from "bun:test";
import { formatMessage } from "./log-message.ts";

test.each<[string, unknown[], string]>([
  ["strings are joined", ["a", "b", true], "a b true"],
  ["a format takes the values behind it", ["%s is %d", "x", 5, "y"], "x is 5 y"],
  ["objects are inspected", [{ a: 1 }, 2, null], "{ a: 1 } 2 null"],
  ["only a string in front is a format", [["%d"], 5], "[ '%d' ] 5"],
])("%s", (_what, values, expected) => {
  expect(formatMessage(values)).toBe(expected);
});

test("what came over the web is printed with what it holds", () => {
  const request = new Request("http://localhost/items?at=100%25d", { headers: { accept: "text/html" } });
  const message = formatMessage([request, new Headers({ etag: '"1"' }), 7]);
  expect(message).toContain("http://localhost/items?at=100%25d");
  expect(message).toContain("text/html");
  expect(message).toContain("etag");
  expect(message).toEndWith(" 7");
});
