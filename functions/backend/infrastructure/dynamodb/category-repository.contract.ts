import { beforeEach, describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import type { CategoryPosition, CategoryRepository } from "../../application/ports/category-repository.ts";
import type { Category, CategoryChanges } from "../../domain/category/category.ts";
import { CategoryChangedException } from "../../domain/category/category-changed-exception.ts";
import { CategoryHasChildrenException } from "../../domain/category/category-has-children-exception.ts";
import { CategoryNameTakenException } from "../../domain/category/category-name-taken-exception.ts";
import { CategoryNotFoundException } from "../../domain/category/category-not-found-exception.ts";
import { ParentCategoryNotFoundException } from "../../domain/category/parent-category-not-found-exception.ts";
import { ServiceUnavailableException } from "../../domain/exception/service-unavailable-exception.ts";
import { newCategory } from "../../testing/new-category.ts";
import { rejection } from "../../testing/rejection.ts";

const later = new Date("2026-02-03T04:05:06.789Z");

/**
 * What every CategoryRepository does.
 *
 * @param name Of the implementation.
 * @param createRepository Gives an empty repository.
 */
export function describeCategoryRepository(name: string, createRepository: () => Promise<CategoryRepository>): void {
  describe(`CategoryRepository: ${name}`, () => {
    let repository: CategoryRepository;

    beforeEach(async () => {
      repository = await createRepository();
    });

    async function insert(...values: Parameters<typeof newCategory>): Promise<Category> {
      const category = newCategory(...values);
      await repository.insert(category);
      return category;
    }

    async function change(category: Category, changes: CategoryChanges): Promise<Category> {
      const next = category.change(changes, later);
      await repository.replace(category, next);
      return next;
    }

    async function listAll(parentId: string | null | undefined, limit: number): Promise<Category[]> {
      const all: Category[] = [];
      let after: CategoryPosition | null = null;
      do {
        const page = await repository.list({ parentId, limit, after });
        all.push(...page.categories);
        after = page.next;
      } while (after !== null);
      return all;
    }

    describe("insert", () => {
      test("keeps every value", async () => {
        const root = await insert();
        const child = await insert({ parentId: root.id, name: "Ébène 📚", description: "a\nb", color: "#1e90ff" });

        expect(await repository.find(root.id)).toEqual(root);
        expect(await repository.find(child.id)).toEqual(child);
      });

      test("refuses a name that is taken under the same parent, however it is written", async () => {
        await insert({ name: "Straße  One" });

        expect(await rejection(insert({ name: "ＳＴＲＡＳＳＥ one" }))).toBeInstanceOf(CategoryNameTakenException);
      });

      test("takes the same name under another parent", async () => {
        const root = await insert({ name: "Books" });
        const child = await insert({ name: "Books", parentId: root.id });

        expect(await repository.find(child.id)).toEqual(child);
      });

      test("refuses a parent that does not exist, and leaves the name free", async () => {
        const parent = newCategory({ name: "Parent" });
        expect(await rejection(insert({ parentId: parent.id }))).toBeInstanceOf(ParentCategoryNotFoundException);

        await repository.insert(parent);
        await insert({ parentId: parent.id });
      });

      test("lets exactly one of 20 take a name at the same time", async () => {
        const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => insert({ name: "Wanted" })));

        const refusals = outcomes.filter((outcome) => outcome.status === "rejected").map(({ reason }) => reason);
        expect(refusals).toHaveLength(19);
        for (const refusal of refusals) expectOneOf(refusal, CategoryNameTakenException, ServiceUnavailableException);
        expect(await listAll(undefined, 100)).toHaveLength(1);
      });
    });

    describe("find", () => {
      test("gives null for an id that nothing has", async () => {
        expect(await repository.find(Bun.randomUUIDv7())).toBeNull();
      });
    });

    describe("replace", () => {
      test("changes, adds and takes away values", async () => {
        const category = await insert({ description: "old", color: "#000000" });
        const next = await change(category, { name: "Films", description: null, color: "#ffffff" });

        expect(await repository.find(category.id)).toEqual(next);
        expect(next).toMatchObject({ version: 2, description: null, color: "#ffffff", updatedAt: later });
      });

      test("gives the old name back and takes the new one", async () => {
        const category = await insert({ name: "Books" });
        await change(category, { name: "Films" });

        await insert({ name: "Books" });
        expect(await rejection(insert({ name: "Films" }))).toBeInstanceOf(CategoryNameTakenException);
      });

      test("changes how a name is written without giving it up", async () => {
        const category = await insert({ name: "books" });
        const next = await change(category, { name: "BOOKS" });

        expect((await repository.find(category.id))?.name.value).toBe("BOOKS");
        expect(await rejection(insert({ name: "Books" }))).toBeInstanceOf(CategoryNameTakenException);
        await repository.remove(next);
        await insert({ name: "Books" });
      });

      test("refuses a taken name and changes nothing", async () => {
        await insert({ name: "Films" });
        const category = await insert({ name: "Books" });

        expect(await rejection(change(category, { name: "Films", color: "#ffffff" }))).toBeInstanceOf(
          CategoryNameTakenException,
        );
        expect(await repository.find(category.id)).toEqual(category);
      });

      test("refuses when the version has changed, even if the new name is taken too", async () => {
        await insert({ name: "Films" });
        const category = await insert({ name: "Books" });
        const next = await change(category, { color: "#ffffff" });

        expect(await rejection(change(category, { name: "Films" }))).toBeInstanceOf(CategoryChangedException);
        expect(await repository.find(category.id)).toEqual(next);
      });

      test("refuses what is gone", async () => {
        const category = await insert();
        await repository.remove(category);

        expect(await rejection(change(category, { name: "Films" }))).toBeInstanceOf(CategoryNotFoundException);
        expect(await repository.find(category.id)).toBeNull();
      });

      test("lets exactly one of 10 change a version at the same time", async () => {
        const category = await insert();
        const outcomes = await Promise.allSettled(
          Array.from({ length: 10 }, (_, index) => change(category, { name: `Name ${index}` })),
        );

        const winners = outcomes.filter((outcome) => outcome.status === "fulfilled").map(({ value }) => value);
        expect(winners).toHaveLength(1);
        expect(await repository.find(category.id)).toEqual(winners[0] ?? null);
        // The losers' names are free.
        for (let index = 0; index < 10; index += 1) {
          if (winners[0]?.name.value !== `Name ${index}`) await insert({ name: `Name ${index}` });
        }
      });

      test("a new child is no new version of its parent", async () => {
        const parent = await insert({ name: "Parent" });
        await insert({ name: "Child", parentId: parent.id });

        expect(await repository.find(parent.id)).toEqual(parent);
        await change(parent, { name: "Renamed" });
      });
    });

    describe("remove", () => {
      test("takes the category away and gives its name back", async () => {
        const category = await insert();
        await repository.remove(category);

        expect(await repository.find(category.id)).toBeNull();
        expect(await listAll(undefined, 10)).toEqual([]);
        await insert();
      });

      test("refuses a category with children until the last one is gone", async () => {
        const parent = await insert({ name: "Parent" });
        const children = [
          await insert({ name: "One", parentId: parent.id }),
          await insert({ name: "Two", parentId: parent.id }),
        ];
        for (const child of children) {
          expect(await rejection(repository.remove(parent))).toBeInstanceOf(CategoryHasChildrenException);
          await repository.remove(child);
        }
        await repository.remove(parent);

        expect(await repository.find(parent.id)).toBeNull();
      });

      test("refuses when the version has changed", async () => {
        const category = await insert();
        await change(category, { color: "#ffffff" });

        expect(await rejection(repository.remove(category))).toBeInstanceOf(CategoryChangedException);
      });

      test("refuses what is gone", async () => {
        const category = await insert();
        await repository.remove(category);

        expect(await rejection(repository.remove(category))).toBeInstanceOf(CategoryNotFoundException);
      });

      test("never leaves a child without its parent", async () => {
        for (let round = 0; round < 10; round += 1) {
          const parent = await insert({ name: `Parent ${round}` });
          const child = newCategory({ name: "Child", parentId: parent.id });
          await Promise.allSettled([repository.insert(child), repository.remove(parent)]);

          const [foundParent, foundChild] = [await repository.find(parent.id), await repository.find(child.id)];
          expect(foundChild === null || foundParent !== null).toBe(true);
          // One of the two happened: had neither, the parent would be there without child.
          expect(foundParent === null || foundChild !== null).toBe(true);
        }
      });

      test("counts children right when many come at the same time", async () => {
        const parent = await insert({ name: "Parent" });
        const outcomes = await Promise.allSettled(
          Array.from({ length: 8 }, (_, index) => insert({ name: `Child ${index}`, parentId: parent.id })),
        );
        for (const outcome of outcomes) {
          if (outcome.status === "rejected") expectOneOf(outcome.reason, ServiceUnavailableException);
        }

        for (const child of await listAll(parent.id, 100)) {
          expect(await rejection(repository.remove(parent))).toBeInstanceOf(CategoryHasChildrenException);
          await repository.remove(child);
        }
        await repository.remove(parent);
      });
    });

    describe("list", () => {
      test("orders by parent, the root first, then by name without regard to case", async () => {
        const b = await insert({ name: "b" });
        const a = await insert({ name: "A" });
        const c = await insert({ name: "C", parentId: b.id });

        expect(await listAll(undefined, 10)).toEqual([a, b, c]);
      });

      test("gives the children of one parent, or those at the root", async () => {
        const root = await insert({ name: "Root" });
        const child = await insert({ name: "Child", parentId: root.id });
        const grandchild = await insert({ name: "Grandchild", parentId: child.id });

        expect(await listAll(null, 10)).toEqual([root]);
        expect(await listAll(root.id, 10)).toEqual([child]);
        expect(await listAll(child.id, 10)).toEqual([grandchild]);
        expect(await listAll(grandchild.id, 10)).toEqual([]);
      });

      test("says that the last page is the last, also when it is full", async () => {
        const first = await insert({ name: "1" });
        const second = await insert({ name: "2" });

        expect(await repository.list({ parentId: undefined, limit: 2, after: null })).toEqual({
          categories: [first, second],
          next: null,
        });
        const { categories, next } = await repository.list({ parentId: undefined, limit: 1, after: null });
        expect(categories).toEqual([first]);
        expect(next).not.toBeNull();
      });

      test.each([1, 2, 3, 7, 100])("pages of %d together give each category once", async (limit) => {
        const root = await insert({ name: "Root" });
        for (let index = 0; index < 6; index += 1) await insert({ name: `Child ${index}`, parentId: root.id });

        const names = (await listAll(root.id, limit)).map(({ name }) => name.value);
        expect(names).toEqual(["Child 0", "Child 1", "Child 2", "Child 3", "Child 4", "Child 5"]);
      });

      test("goes on behind a category that has been deleted meanwhile", async () => {
        const [a, b] = [await insert({ name: "a" }), await insert({ name: "b" })];
        const { next } = await repository.list({ parentId: null, limit: 1, after: null });
        await repository.remove(a);

        expect(await repository.list({ parentId: null, limit: 1, after: next })).toEqual({
          categories: [b],
          next: null,
        });
      });

      test("loses and repeats nothing that was there before, while others come", async () => {
        const before = new Set<string>();
        for (const name of ["b", "d", "f", "h", "j"]) before.add((await insert({ name })).id);

        const seen: string[] = [];
        const newNames = ["a", "c", "e", "g", "i", "k"];
        let after: CategoryPosition | null = null;
        do {
          const page = await repository.list({ parentId: undefined, limit: 2, after });
          seen.push(...page.categories.map(({ id }) => id));
          after = page.next;
          const name = newNames.pop();
          if (name !== undefined) await insert({ name });
        } while (after !== null);

        expect(new Set(seen).size).toBe(seen.length);
        expect(seen.filter((id) => before.has(id))).toHaveLength(before.size);
      });

      test("takes the longest names that there are", async () => {
        // Each of these characters becomes 18 by compatibility normalisation.
        const longest = "\uFDFA".repeat(99);
        const names = [`${longest}a`, `${longest}b`, "😀".repeat(100)];
        for (const name of names) await insert({ name });

        expect(await rejection(insert({ name: `${longest}A` }))).toBeInstanceOf(CategoryNameTakenException);
        const listed = (await listAll(undefined, 1)).map(({ name }) => name.value);
        expect(listed.sort()).toEqual(names.sort());
      });

      test("takes any position and stays within the listing", async () => {
        const root = await insert({ name: "Root" });
        const child = await insert({ name: "Child", parentId: root.id });

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
  });
}

function expectOneOf(value: unknown, ...kinds: (abstract new (...parameters: never[]) => unknown)[]): void {
  if (!kinds.some((kind) => value instanceof kind)) throw value;
}
