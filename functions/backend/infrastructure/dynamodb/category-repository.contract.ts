import { beforeEach, describe, expect, test } from "bun:test";
import type { CategoryRepository } from "../../application/ports/category-repository.ts";
import { CategoryChangedException } from "../../domain/category/category-changed-exception.ts";
import { CategoryHasChildrenException } from "../../domain/category/category-has-children-exception.ts";
import { CategoryNameTakenException } from "../../domain/category/category-name-taken-exception.ts";
import { CategoryNotFoundException } from "../../domain/category/category-not-found-exception.ts";
import { ParentCategoryNotFoundException } from "../../domain/category/parent-category-not-found-exception.ts";
import { ServiceUnavailableException } from "../../domain/exception/service-unavailable-exception.ts";
import { newCategory } from "../../testing/new-category.ts";
import { rejection } from "../../testing/rejection.ts";
import { StoredCategories } from "../../testing/stored-categories.ts";
import { describeCategoryListing } from "./category-listing.contract.ts";

/**
 * What every CategoryRepository does.
 *
 * @param name Of the implementation.
 * @param createRepository Gives an empty repository.
 */
export function describeCategoryRepository(name: string, createRepository: () => Promise<CategoryRepository>): void {
  describe(`CategoryRepository: ${name}`, () => {
    let repository: CategoryRepository;
    let stored: StoredCategories;

    beforeEach(async () => {
      repository = await createRepository();
      stored = new StoredCategories(repository);
    });

    describe("insert", () => {
      test("keeps every value", async () => {
        const root = await stored.insert();
        const child = await stored.insert({
          parentId: root.id,
          name: "Ébène 📚",
          description: "a\nb",
          color: "#1e90ff",
        });

        expect(await repository.find(root.id)).toEqual(root);
        expect(await repository.find(child.id)).toEqual(child);
      });

      test("refuses a name that is taken under the same parent, however it is written", async () => {
        await stored.insert({ name: "Straße  One" });

        expect(await rejection(stored.insert({ name: "ＳＴＲＡＳＳＥ one" }))).toBeInstanceOf(
          CategoryNameTakenException,
        );
      });

      test("takes the same name under another parent", async () => {
        const root = await stored.insert({ name: "Books" });
        const child = await stored.insert({ name: "Books", parentId: root.id });

        expect(await repository.find(child.id)).toEqual(child);
      });

      test("refuses a parent that does not exist, and leaves the name free", async () => {
        const parent = newCategory({ name: "Parent" });
        expect(await rejection(stored.insert({ parentId: parent.id }))).toBeInstanceOf(ParentCategoryNotFoundException);

        await repository.insert(parent);
        await stored.insert({ parentId: parent.id });
      });

      test("lets exactly one of 20 take a name at the same time", async () => {
        const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => stored.insert({ name: "Wanted" })));

        const refusals = outcomes.filter((outcome) => outcome.status === "rejected").map(({ reason }) => reason);
        expect(refusals).toHaveLength(19);
        for (const refusal of refusals) expectOneOf(refusal, CategoryNameTakenException, ServiceUnavailableException);
        expect(await stored.listAll(undefined, 100)).toHaveLength(1);
      });
    });

    describe("find", () => {
      test("gives null for an id that nothing has", async () => {
        expect(await repository.find(Bun.randomUUIDv7())).toBeNull();
      });
    });

    describe("replace", () => {
      test("changes, adds and takes away values", async () => {
        const category = await stored.insert({ description: "old", color: "#000000" });
        const next = await stored.change(category, { name: "Films", description: null, color: "#ffffff" });

        expect(await repository.find(category.id)).toEqual(next);
        expect(next).toMatchObject({
          version: 2,
          description: null,
          color: "#ffffff",
          updatedAt: StoredCategories.changedAt,
        });
      });

      test("gives the old name back and takes the new one", async () => {
        const category = await stored.insert({ name: "Books" });
        await stored.change(category, { name: "Films" });

        await stored.insert({ name: "Books" });
        expect(await rejection(stored.insert({ name: "Films" }))).toBeInstanceOf(CategoryNameTakenException);
      });

      test("changes how a name is written without giving it up", async () => {
        const category = await stored.insert({ name: "books" });
        const next = await stored.change(category, { name: "BOOKS" });

        expect((await repository.find(category.id))?.name.value).toBe("BOOKS");
        expect(await rejection(stored.insert({ name: "Books" }))).toBeInstanceOf(CategoryNameTakenException);
        await repository.remove(next);
        await stored.insert({ name: "Books" });
      });

      test("refuses a taken name and changes nothing", async () => {
        await stored.insert({ name: "Films" });
        const category = await stored.insert({ name: "Books" });

        expect(await rejection(stored.change(category, { name: "Films", color: "#ffffff" }))).toBeInstanceOf(
          CategoryNameTakenException,
        );
        expect(await repository.find(category.id)).toEqual(category);
      });

      test("refuses when the version has changed, even if the new name is taken too", async () => {
        await stored.insert({ name: "Films" });
        const category = await stored.insert({ name: "Books" });
        const next = await stored.change(category, { color: "#ffffff" });

        expect(await rejection(stored.change(category, { name: "Films" }))).toBeInstanceOf(CategoryChangedException);
        expect(await repository.find(category.id)).toEqual(next);
      });

      test("refuses what is gone", async () => {
        const category = await stored.insert();
        await repository.remove(category);

        expect(await rejection(stored.change(category, { name: "Films" }))).toBeInstanceOf(CategoryNotFoundException);
        expect(await repository.find(category.id)).toBeNull();
      });

      test("lets exactly one of 10 change a version at the same time", async () => {
        const category = await stored.insert();
        const outcomes = await Promise.allSettled(
          Array.from({ length: 10 }, (_, index) => stored.change(category, { name: `Name ${index}` })),
        );

        const winners = outcomes.filter((outcome) => outcome.status === "fulfilled").map(({ value }) => value);
        expect(winners).toHaveLength(1);
        expect(await repository.find(category.id)).toEqual(winners[0] ?? null);
        // The losers' names are free.
        for (let index = 0; index < 10; index += 1) {
          if (winners[0]?.name.value !== `Name ${index}`) await stored.insert({ name: `Name ${index}` });
        }
      });

      test("a new child is no new version of its parent", async () => {
        const parent = await stored.insert({ name: "Parent" });
        await stored.insert({ name: "Child", parentId: parent.id });

        expect(await repository.find(parent.id)).toEqual(parent);
        await stored.change(parent, { name: "Renamed" });
      });
    });

    describe("remove", () => {
      test("takes the category away and gives its name back", async () => {
        const category = await stored.insert();
        await repository.remove(category);

        expect(await repository.find(category.id)).toBeNull();
        expect(await stored.listAll(undefined, 10)).toEqual([]);
        await stored.insert();
      });

      test("refuses a category with children until the last one is gone", async () => {
        const parent = await stored.insert({ name: "Parent" });
        const children = [
          await stored.insert({ name: "One", parentId: parent.id }),
          await stored.insert({ name: "Two", parentId: parent.id }),
        ];
        for (const child of children) {
          expect(await rejection(repository.remove(parent))).toBeInstanceOf(CategoryHasChildrenException);
          await repository.remove(child);
        }
        await repository.remove(parent);

        expect(await repository.find(parent.id)).toBeNull();
      });

      test("refuses when the version has changed", async () => {
        const category = await stored.insert();
        await stored.change(category, { color: "#ffffff" });

        expect(await rejection(repository.remove(category))).toBeInstanceOf(CategoryChangedException);
      });

      test("refuses what is gone", async () => {
        const category = await stored.insert();
        await repository.remove(category);

        expect(await rejection(repository.remove(category))).toBeInstanceOf(CategoryNotFoundException);
      });

      test("never leaves a child without its parent", async () => {
        for (let round = 0; round < 10; round += 1) {
          const parent = await stored.insert({ name: `Parent ${round}` });
          const child = newCategory({ name: "Child", parentId: parent.id });
          await Promise.allSettled([repository.insert(child), repository.remove(parent)]);

          const [foundParent, foundChild] = [await repository.find(parent.id), await repository.find(child.id)];
          expect(foundChild === null || foundParent !== null).toBe(true);
          // One of the two happened: had neither, the parent would be there without child.
          expect(foundParent === null || foundChild !== null).toBe(true);
        }
      });

      test("counts children right when many come at the same time", async () => {
        const parent = await stored.insert({ name: "Parent" });
        const outcomes = await Promise.allSettled(
          Array.from({ length: 8 }, (_, index) => stored.insert({ name: `Child ${index}`, parentId: parent.id })),
        );
        for (const outcome of outcomes) {
          if (outcome.status === "rejected") expectOneOf(outcome.reason, ServiceUnavailableException);
        }

        for (const child of await stored.listAll(parent.id, 100)) {
          expect(await rejection(repository.remove(parent))).toBeInstanceOf(CategoryHasChildrenException);
          await repository.remove(child);
        }
        await repository.remove(parent);
      });
    });
  });

  describeCategoryListing(name, createRepository);
}

function expectOneOf(value: unknown, ...kinds: (abstract new (...parameters: never[]) => unknown)[]): void {
  if (!kinds.some((kind) => value instanceof kind)) throw value;
}
