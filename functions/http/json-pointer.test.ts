import { expect, test } from "bun:test";
import { toJsonPointer } from "./json-pointer.ts";

test.each([
  [[], "#"],
  [["name"], "#/name"],
  [["tags", 0], "#/tags/0"],
  [["a/b", "m~n"], "#/a~1b/m~0n"],
  [["a b", "é", "%"], "#/a%20b/%C3%A9/%25"],
  [["\ud800"], "#/%EF%BF%BD"],
])("%j is %s", (path, pointer) => {
  expect(toJsonPointer(path)).toBe(pointer);
});
