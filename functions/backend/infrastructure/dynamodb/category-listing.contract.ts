import { beforeEach, describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import type { CategoryPosition, CategoryRepository } from "../../application/ports/category-repository.ts";
import { CategoryNameTakenException } from "../../domain/category/category-name-taken-exception.ts";
import { rejection } from "../../testing/rejection.ts";
import { StoredCategories } from "../../testing/stored-categories.ts";

/**
 * What every CategoryRepository lists, and how its pages follow one another. A part of its contract.
 *
 * @param name Of the implementation.
 * @param createRepository Gives an empty repository.
 */
export function describeCategoryListing(name: string, createRepository: () => Promise<CategoryRepository>): void {
  describe(`CategoryRepository.list: ${name}`, () => {
    let repository: CategoryRepository;
    let stored: StoredCategories;

    beforeEach(async () => {
      repository = await createRepository();
      stored = new StoredCategories(repository);
    });

    test("orders by parent, the root first, then by name without regard to case", async () => {
      const b = await stored.insert({ name: "b" });
      const a = await stored.insert({ name: "A" });
      const c = await stored.insert({ name: "C", parentId: b.id });

      expect(await stored.listAll(undefined, 10)).toEqual([a, b, c]);
    });

    test("orders a name before the longer ones that begin with it", async () => {
      const names = ["Design", "Design review", "Design!", "Design#2", "Design-2", "Designs"];
      for (const name of names.toReversed()) await stored.insert({ name });

      expect((await stored.listAll(null, 2)).map(({ name }) => name.value)).toEqual(names);
    });

    test("gives the children of one parent, or those at the root", async () => {
      const root = await stored.insert({ name: "Root" });
      const child = await stored.insert({ name: "Child", parentId: root.id });
      const grandchild = await stored.insert({ name: "Grandchild", parentId: child.id });

      expect(await stored.listAll(null, 10)).toEqual([root]);
      expect(await stored.listAll(root.id, 10)).toEqual([child]);
      expect(await stored.listAll(child.id, 10)).toEqual([grandchild]);
      expect(await stored.listAll(grandchild.id, 10)).toEqual([]);
    });

    test("says that the last page is the last, also when it is full", async () => {
      const first = await stored.insert({ name: "1" });
      const second = await stored.insert({ name: "2" });

      expect(await repository.list({ parentId: undefined, limit: 2, after: null })).toEqual({
        categories: [first, second],
        next: null,
      });
      const { categories, next } = await repository.list({ parentId: undefined, limit: 1, after: null });
      expect(categories).toEqual([first]);
      expect(next).not.toBeNull();
    });

    test.each([1, 2, 3, 7, 100])("pages of %d together give each category once", async (limit) => {
      const root = await stored.insert({ name: "Root" });
      for (let index = 0; index < 6; index += 1) await stored.insert({ name: `Child ${index}`, parentId: root.id });

      const names = (await stored.listAll(root.id, limit)).map(({ name }) => name.value);
      expect(names).toEqual(["Child 0", "Child 1", "Child 2", "Child 3", "Child 4", "Child 5"]);
    });

    test("goes on behind a category that has been deleted meanwhile", async () => {
      const [a, b] = [await stored.insert({ name: "a" }), await stored.insert({ name: "b" })];
      const { next } = await repository.list({ parentId: null, limit: 1, after: null });
      await repository.remove(a);

      expect(await repository.list({ parentId: null, limit: 1, after: next })).toEqual({
        categories: [b],
        next: null,
      });
    });

    test("loses and repeats nothing that was there before, while others come", async () => {
      const before = new Set<string>();
      for (const name of ["b", "d", "f", "h", "j"]) before.add((await stored.insert({ name })).id);

      const seen: string[] = [];
      const newNames = ["a", "c", "e", "g", "i", "k"];
      let after: CategoryPosition | null = null;
      do {
        const page = await repository.list({ parentId: undefined, limit: 2, after });
        seen.push(...page.categories.map(({ id }) => id));
        after = page.next;
        const name = newNames.pop();
        if (name !== undefined) await stored.insert({ name });
      } while (after !== null);

      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.filter((id) => before.has(id))).toHaveLength(before.size);
    });

    test("takes the longest names that there are", async () => {
      // Each of these characters becomes 18 by compatibility normalisation.
      const longest = "\uFDFA".repeat(99);
      const names = [`${longest}a`, `${longest}b`, "😀".repeat(100)];
      for (const name of names) await stored.insert({ name });

      expect(await rejection(stored.insert({ name: `${longest}A` }))).toBeInstanceOf(CategoryNameTakenException);
      const listed = (await stored.listAll(undefined, 1)).map(({ name }) => name.value);
      expect(listed.sort()).toEqual(names.sort());
    });

    test("takes any position and stays within the listing", async () => {
      const root = await stored.insert({ name: "Root" });
      const child = await stored.insert({ name: "Child", parentId: root.id });

      const nameKey = fc.oneof(fc.string({ unit: "binary", maxLength: 40 }), fc.constant("\u{10FFFF}".repeat(1000)));
      await fc.assert(
        fc.asyncProperty(nameKey, fc.uuid(), async (nameKey, id) => {
          const after = { parentId: root.id, nameKey, id };
          const { categories } = await repository.list({ parentId: root.id, limit: 10, after });
          expect(categories.every((category) => category.id === child.id)).toBe(true);
        }),
        { numRuns: 30 },
      );
    });
  });
}
