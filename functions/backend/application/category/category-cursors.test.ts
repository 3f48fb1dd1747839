import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { testingCursors } from "../../testing/testing-cursors.ts";
import { InvalidCursorException } from "../pagination/invalid-cursor-exception.ts";
import { CategoryCursors } from "./category-cursors.ts";

const id = "0199f3a2-7c1e-7000-8000-3d1f0a9b2c4d";
const otherId = "0199f3a2-7c1e-7000-8000-3d1f0a9b2c4e";

test("gives back any position", () => {
  const position = fc.record({
    parentId: fc.option(fc.uuid()),
    nameKey: fc.string({ maxLength: 60 }),
    id: fc.uuid(),
  });
  fc.assert(
    fc.property(position, fc.boolean(), (position, isFiltered) => {
      const cursors = new CategoryCursors(testingCursors, isFiltered ? position.parentId : undefined);
      expect(cursors.decode(cursors.encode(position))).toEqual(position);
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
  const cursor = new CategoryCursors(testingCursors, made).encode({ parentId: made ?? null, nameKey: "books", id });
  expect(() => new CategoryCursors(testingCursors, used).decode(cursor)).toThrow(InvalidCursorException);
});

test("a cursor of another list that has the same parts is refused", () => {
  const cursor = testingCursors.encode("clients", ["root", "books", id]);
  expect(() => new CategoryCursors(testingCursors, undefined).decode(cursor)).toThrow(InvalidCursorException);
});
