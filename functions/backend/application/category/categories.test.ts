import { describe, expect, test } from "bun:test";
import { TOKENS } from "../../di/tokens.ts";
import { CategoryChangedException } from "../../domain/category/category-changed-exception.ts";
import { CategoryHasChildrenException } from "../../domain/category/category-has-children-exception.ts";
import { CategoryNameTakenException } from "../../domain/category/category-name-taken-exception.ts";
import { CategoryNotFoundException } from "../../domain/category/category-not-found-exception.ts";
import { ParentCategoryNotFoundException } from "../../domain/category/parent-category-not-found-exception.ts";
import { ServiceUnavailableException } from "../../domain/exception/service-unavailable-exception.ts";
import type { NewCategory } from "../../domain/category/category.ts";
import { ValidationException } from "../../domain/exception/validation-exception.ts";
import { rejection } from "../../testing/rejection.ts";
import { categoryTestingBindings } from "../../testing/category-testing-bindings.ts";
import { InvalidCursorException } from "../pagination/invalid-cursor-exception.ts";
import type { CategoryRepository } from "../ports/category-repository.ts";

const any = { kind: "any" } as const;
const only = (...versions: number[]) => ({ kind: "versions", versions }) as const;
const missingId = "0199f3a2-7c1e-7000-8000-3d1f0a9b2c4d";

function setUp() {
  const { container, clock, categories } = categoryTestingBindings();
  const createCategory = container.resolve(TOKENS.CreateCategory);
  return {
    clock,
    categories,
    create: (values: Partial<NewCategory> = {}) =>
      createCategory.execute({
        id: Bun.randomUUIDv7(),
        name: "Books",
        parentId: null,
        description: null,
        color: null,
        ...values,
      }),
    getCategory: container.resolve(TOKENS.GetCategory),
    listCategories: container.resolve(TOKENS.ListCategories),
    updateCategory: container.resolve(TOKENS.UpdateCategory),
    deleteCategory: container.resolve(TOKENS.DeleteCategory),
  };
}

describe("CreateCategory", () => {
  test("gives and keeps a category with the time of its id", async () => {
    const { create, categories } = setUp();
    const createdAt = new Date("2026-01-02T03:04:01.234Z");
    const category = await create({ id: Bun.randomUUIDv7("hex", createdAt), name: " Books ", color: "#ABCDEF" });

    expect([category.name.value, category.color, category.createdAt]).toEqual(["Books", "#abcdef", createdAt]);
    expect(await categories.find(category.id)).toBe(category);
  });

  test("called again with the same id gives what it made, or what has become of it", async () => {
    const { create, categories, clock } = setUp();
    const category = await create();
    expect(await create({ id: category.id })).toEqual(category);

    const renamed = category.change({ name: "Films" }, clock.time);
    await categories.replace(category, renamed);
    expect(await create({ id: category.id })).toEqual(renamed);
  });

  test("refuses values against the rules, a missing parent and a taken name", async () => {
    const { create } = setUp();
    await create();

    expect(await rejection(create({ name: "" }))).toBeInstanceOf(ValidationException);
    expect(await rejection(create({ parentId: missingId }))).toBeInstanceOf(ParentCategoryNotFoundException);
    expect(await rejection(create({ name: "BOOKS" }))).toBeInstanceOf(CategoryNameTakenException);
  });
});

describe("GetCategory", () => {
  test("gives the category", async () => {
    const { create, getCategory } = setUp();
    const category = await create();
    expect(await getCategory.execute(category.id)).toBe(category);
  });

  test("refuses an id that nothing has", async () => {
    const { getCategory } = setUp();
    expect(await rejection(getCategory.execute(missingId))).toEqual(new CategoryNotFoundException(missingId));
  });
});

describe("ListCategories", () => {
  test("pages by cursors and ends with none", async () => {
    const { create, listCategories } = setUp();
    for (const name of ["a", "b", "c"]) await create({ name });

    const first = await listCategories.execute({ parentId: null, limit: 2, cursor: undefined });
    const cursor = first.nextCursor ?? undefined;
    const second = await listCategories.execute({ parentId: null, limit: 2, cursor });

    expect(first.categories.map(({ name }) => name.value)).toEqual(["a", "b"]);
    expect(second.categories.map(({ name }) => name.value)).toEqual(["c"]);
    expect(second.nextCursor).toBeNull();
  });

  test("refuses a cursor of another listing", async () => {
    const { create, listCategories } = setUp();
    for (const name of ["a", "b"]) await create({ name });
    const { nextCursor } = await listCategories.execute({ parentId: null, limit: 1, cursor: undefined });

    const cursor = nextCursor ?? undefined;
    const refusal = await rejection(listCategories.execute({ parentId: undefined, limit: 1, cursor }));
    expect(refusal).toBeInstanceOf(InvalidCursorException);
  });
});

describe("UpdateCategory", () => {
  test("applies the change and keeps it", async () => {
    const { create, updateCategory, categories, clock } = setUp();
    const { id } = await create();
    clock.time = new Date("2026-03-04T05:06:07.890Z");
    const updated = await updateCategory.execute({ id, changes: { name: "Films" }, precondition: only(1) });

    expect([updated.name.value, updated.version, updated.updatedAt]).toEqual(["Films", 2, clock.time]);
    expect(await categories.find(id)).toBe(updated);
  });

  test("a change that changes nothing makes no version", async () => {
    const { create, updateCategory } = setUp();
    const category = await create();
    const same = await updateCategory.execute({ id: category.id, changes: {}, precondition: only(1) });
    expect(same).toBe(category);
  });

  test.each([[only()], [only(2)], [only(2, 3)]])("refuses a version that %j does not name", async (precondition) => {
    const { create, updateCategory } = setUp();
    const { id } = await create();
    const refusal = await rejection(updateCategory.execute({ id, changes: { name: "Films" }, precondition }));
    expect(refusal).toEqual(new CategoryChangedException(id));
  });

  test("takes one of several versions", async () => {
    const { create, updateCategory } = setUp();
    const { id } = await create();
    const updated = await updateCategory.execute({ id, changes: { name: "Films" }, precondition: only(7, 1) });
    expect(updated.version).toBe(2);
  });

  test("refuses an id that nothing has, whatever the version", async () => {
    const { updateCategory } = setUp();
    const refusal = await rejection(updateCategory.execute({ id: missingId, changes: {}, precondition: any }));
    expect(refusal).toBeInstanceOf(CategoryNotFoundException);
  });

  test("for any version, a change in between only means another try", async () => {
    const { create, updateCategory, categories } = setUp();
    const category = await create();
    changeBeforeNextReplace(categories, () => category.change({ color: "#000000" }, new Date()));
    const updated = await updateCategory.execute({ id: category.id, changes: { name: "Films" }, precondition: any });

    expect([updated.name.value, updated.color, updated.version]).toEqual(["Films", "#000000", 3]);
  });

  test("for one version, a change in between is refused", async () => {
    const { create, updateCategory, categories } = setUp();
    const category = await create();
    changeBeforeNextReplace(categories, () => category.change({ color: "#000000" }, new Date()));
    const refusal = await rejection(
      updateCategory.execute({ id: category.id, changes: { name: "Films" }, precondition: only(1) }),
    );

    expect(refusal).toBeInstanceOf(CategoryChangedException);
  });

  test("gives up when others are always faster", async () => {
    const { create, updateCategory, categories } = setUp();
    const { id } = await create();
    categories.replace = () => Promise.reject(new CategoryChangedException(id));
    const refusal = await rejection(updateCategory.execute({ id, changes: { name: "Films" }, precondition: any }));

    expect(refusal).toBeInstanceOf(ServiceUnavailableException);
    expect(refusal).toHaveProperty("code", "overloaded");
  });
});

describe("DeleteCategory", () => {
  test("deletes the version that it is told", async () => {
    const { create, deleteCategory, categories } = setUp();
    const { id } = await create();
    await deleteCategory.execute({ id, precondition: only(1) });
    expect(await categories.find(id)).toBeNull();
  });

  test("refuses another version, an id that nothing has, and a category with children", async () => {
    const { create, deleteCategory } = setUp();
    const { id } = await create();
    expect(await rejection(deleteCategory.execute({ id, precondition: only(2) }))).toBeInstanceOf(
      CategoryChangedException,
    );
    expect(await rejection(deleteCategory.execute({ id: missingId, precondition: any }))).toBeInstanceOf(
      CategoryNotFoundException,
    );
    await create({ parentId: id });
    expect(await rejection(deleteCategory.execute({ id, precondition: any }))).toBeInstanceOf(
      CategoryHasChildrenException,
    );
  });
});

/** Someone else's change comes in between the reading and the writing of the next change. */
function changeBeforeNextReplace(
  categories: CategoryRepository,
  change: () => Parameters<CategoryRepository["replace"]>[1],
) {
  const replace = categories.replace.bind(categories);
  categories.replace = async (from, to) => {
    categories.replace = replace;
    await replace(from, change());
    await replace(from, to);
  };
}
