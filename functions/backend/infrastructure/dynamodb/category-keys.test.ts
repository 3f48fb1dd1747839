import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { CategoryName } from "../../domain/category/category-name.ts";
import { categoryKey, cutNameKey, listingKey, listingPrefix, nameLockKey } from "./category-keys.ts";

/** DynamoDB's limits: 2048 bytes for a partition key, 1024 for a sort key. */
function expectToFit({ pk, sk }: { pk: string; sk: string }): void {
  expect(Buffer.byteLength(pk)).toBeLessThanOrEqual(2048);
  expect(Buffer.byteLength(sk)).toBeLessThanOrEqual(1024);
}

test("keys of any name fit", () => {
  const character = fc.constantFrom("a", "é", "😀", "\uFDFA", "\u{10FFFF}");
  fc.assert(
    fc.property(fc.string({ unit: character, minLength: 1, maxLength: 100 }), fc.uuid(), (text, id) => {
      const name = CategoryName.restore(text);
      expectToFit(categoryKey(id));
      expectToFit(nameLockKey(id, name));
      expectToFit({ pk: "CATEGORY", sk: listingKey({ parentId: id, nameKey: name.key, id }) });
    }),
    { numRuns: 200 },
  );
});

function lock(parentId: string | null, name: string) {
  return nameLockKey(parentId, CategoryName.restore(name));
}

test("a name's lock depends on the parent and on the name's key, and on nothing else", () => {
  expect(lock(null, "Books")).toEqual(lock(null, "BOOKS"));
  expect(lock(null, "Books")).not.toEqual(lock(null, "Book"));
  expect(lock(null, "Books")).not.toEqual(lock("7", "Books"));
});

test("a listing key begins with its parent's prefix, and with no other's", () => {
  const key = listingKey({ parentId: "7", nameKey: "8#books", id: "9" });
  expect(key).toBe("7#8#books\t9");
  expect(key.startsWith(listingPrefix("7"))).toBe(true);
  expect(key.startsWith(listingPrefix("8"))).toBe(false);
  expect(key.startsWith(listingPrefix(null))).toBe(false);
});

test("a cut name key is the longest beginning of whole characters that fits", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", minLength: 0, maxLength: 400 }), (nameKey) => {
      const cut = cutNameKey(nameKey);
      expect(nameKey.startsWith(cut)).toBe(true);
      expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(512);
      const [next = ""] = nameKey.slice(cut.length);
      expect(cut === nameKey || Buffer.byteLength(cut + next) > 512).toBe(true);
      expect(cutNameKey(cut)).toBe(cut);
    }),
    { numRuns: 200 },
  );
});
