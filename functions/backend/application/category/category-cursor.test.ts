import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { encodeCursor } from "../pagination/cursor.ts";
import { InvalidCursorException } from "../pagination/invalid-cursor-exception.ts";
import { decodeCategoryCursor, encodeCategoryCursor } from "./category-cursor.ts";

const id = "0199f3a2-7c1e-7000-8000-3d1f0a9b2c4d";
const otherId = "0199f3a2-7c1e-7000-8000-3d1f0a9b2c4e";

test("gives back any position", () => {
  const position = fc.record({
    parentId: fc.option(fc.uuid()),
    nameKey: fc.string({ unit: "binary", maxLength: 60 }),
    id: fc.uuid(),
  });
  fc.assert(
    fc.property(position, fc.boolean(), (position, isFiltered) => {
      const filter = isFiltered ? position.parentId : undefined;
      expect(decodeCategoryCursor(encodeCategoryCursor(position, filter), filter)).toEqual(position);
    }),
    { numRuns: 200 },
  );
});

test.each([
  [undefined, null],
  [null, undefined],
  [null, id],
  [id, null],
  [id, otherId],
  [id, undefined],
])("a cursor for parent %p is refused for parent %p", (made, used) => {
  const cursor = encodeCategoryCursor({ parentId: made ?? null, nameKey: "books", id }, made);
  expect(() => decodeCategoryCursor(cursor, used)).toThrow(InvalidCursorException);
});

describe("a forged cursor is refused:", () => {
  test.each([
    ["a part is missing", ["root", "books"]],
    ["a part too many", ["root", "books", id, "x"]],
    ["the id is none", ["root", "books", "CATEGORY#1"]],
    ["the parent is none", ["-", "books", id]],
    ["the name is no Unicode", ["root", "\ud800", id]],
  ])("%s", (_what, position) => {
    const cursor = encodeCursor("categories", position);
    expect(() => decodeCategoryCursor(cursor, undefined)).toThrow(InvalidCursorException);
  });

  test("a position outside of the listing", () => {
    const cursor = encodeCursor(`categories?parentId=${id}`, [otherId, "books", id]);
    expect(() => decodeCategoryCursor(cursor, id)).toThrow(InvalidCursorException);
  });
});
