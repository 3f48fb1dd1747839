import { describe, expect, test } from "bun:test";
import { newCategory } from "../../testing/new-category.ts";
import { ValidationException } from "../exception/validation-exception.ts";

const later = new Date("2026-02-03T04:05:06.789Z");

test("a new category is in version 1 and unchanged since its creation", () => {
  const category = newCategory();
  expect(category.version).toBe(1);
  expect(category.updatedAt).toEqual(category.createdAt);
});

test("a new category's values are checked and normalised", () => {
  const category = newCategory({ name: " Books ", description: " a ", color: "#ABCDEF" });
  expect([category.name.value, category.description, category.color]).toEqual(["Books", "a", "#abcdef"]);
  expect(() => newCategory({ name: "" })).toThrow(ValidationException);
  expect(() => newCategory({ description: "" })).toThrow(ValidationException);
  expect(() => newCategory({ color: "red" })).toThrow(ValidationException);
});

describe("change", () => {
  const category = newCategory({ description: "old", color: "#000000" });

  test("gives the next version and leaves the old one as it was", () => {
    const next = category.change({ name: "Films" }, later);

    expect(next).toMatchObject({ version: 2, updatedAt: later, createdAt: category.createdAt, id: category.id });
    expect([next.name.value, next.description, next.color]).toEqual(["Films", "old", "#000000"]);
    expect([category.name.value, category.version]).toEqual(["Books", 1]);
  });

  test("null takes away", () => {
    const next = category.change({ description: null, color: null }, later);
    expect([next.description, next.color]).toEqual([null, null]);
  });

  test.each([{}, { name: " Books" }, { description: "old", color: "#000000" }, { name: undefined }])(
    "%j, which changes nothing, gives the same category",
    (changes) => {
      expect(category.change(changes, later)).toBe(category);
    },
  );

  test("another way to write the name is a change", () => {
    expect(category.change({ name: "BOOKS" }, later).version).toBe(2);
  });

  test.each([{ name: "" }, { description: "" }, { color: "" }])("refuses %j", (changes) => {
    expect(() => category.change(changes, later)).toThrow(ValidationException);
  });
});
