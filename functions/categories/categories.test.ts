import { describe, expect, test } from "bun:test";
import * as v from "valibot";
import { requestId } from "../http/testing/invoke.ts";
import { problemOf } from "../http/testing/problem-of.ts";
import { categorySchema } from "./schemas.ts";
import { inMemoryCategories } from "./testing/in-memory-categories.ts";

const missingId = "0199f3a2-7c1e-7000-8000-3d1f0a9b2c4d";
const time = "2026-01-02T03:04:05.678Z";

describe("POST /categories", () => {
  test("answers 201 with the category, where it is, and its version", async () => {
    const { post } = inMemoryCategories();
    const { status, headers, body } = await post({ name: " Books ", color: "#ABCDEF" });
    const category = v.parse(categorySchema, body);

    expect(status).toBe(201);
    expect(category).toEqual({
      id: category.id,
      name: "Books",
      parentId: null,
      description: null,
      color: "#abcdef",
      createdAt: time,
      updatedAt: time,
    });
    expect(headers).toEqual({
      "content-type": "application/json",
      "x-request-id": requestId,
      "cache-control": "no-store",
      location: `/categories/${category.id}`,
      etag: '"1"',
    });
  });

  test("409 when the name is taken", async () => {
    const { create, post, logger } = inMemoryCategories();
    await create();
    const answer = await post({ name: "BOOKS" });

    expect(problemOf(answer)).toMatchObject({ status: 409, code: "category-name-taken" });
    expect(logger.entries).toEqual([]);
    expect(logger.requests).toMatchObject([
      { status: 201 },
      { requestId, operationId: "createCategory", status: 409, code: "category-name-taken" },
    ]);
  });

  test("422 when the parent does not exist", async () => {
    const { post } = inMemoryCategories();
    expect(problemOf(await post({ name: "Books", parentId: missingId }))).toMatchObject({
      status: 422,
      code: "parent-category-not-found",
      errors: [
        {
          pointer: "#/parentId",
          detail: `There is no category ${missingId}. Use the id of an existing category, or null for the root.`,
        },
      ],
    });
  });

  test("422 names every value that is wrong, and what is allowed", async () => {
    const { post } = inMemoryCategories();
    const body = { name: "x".repeat(101), parentId: "root", description: "", color: "red", colour: "red" };
    expect(problemOf(await post(body))).toMatchObject({
      status: 422,
      code: "validation-failed",
      errors: [
        { pointer: "#/colour", detail: "Is not known here. Allowed: name, parentId, description, color." },
        { pointer: "#/name", detail: "Must have at most 100 characters; it has 101." },
        { pointer: "#/parentId", detail: "Must be a UUID such as 0199f3a2-7c1e-7000-8000-3d1f0a9b2c4d." },
        { pointer: "#/description", detail: "Must not be empty; use null for none." },
        { pointer: "#/color", detail: "Must be a colour such as #1e90ff: # and six hexadecimal digits." },
      ],
    });
  });

  test("nothing of a refused body is logged", async () => {
    const { post, logger } = inMemoryCategories();
    await post({ name: "hunter2\n" + "hunter2".repeat(20), hunter2: true });
    expect(logger.requests).toHaveLength(1);
    expect(JSON.stringify([logger.entries, logger.requests])).not.toContain("hunter2");
  });
});

describe("GET /categories/{id}", () => {
  test("answers 200 with the category and its version", async () => {
    const { create, get } = inMemoryCategories();
    const category = await create();
    const { status, headers, body } = await get(category.id);

    expect([status, headers["etag"], headers["cache-control"]]).toEqual([200, '"1"', "private, no-cache"]);
    expect(body).toEqual(category);
  });

  test("304 without body when the client has this version", async () => {
    const { create, get } = inMemoryCategories();
    const { id } = await create();
    expect(await get(id, { "if-none-match": 'W/"1"' })).toEqual({
      status: 304,
      headers: { etag: '"1"', "x-request-id": requestId, "cache-control": "private, no-cache" },
      body: undefined,
    });
    expect((await get(id, { "if-none-match": '"2"' })).status).toBe(200);
  });

  test("404 when there is none", async () => {
    const { get } = inMemoryCategories();
    expect(problemOf(await get(missingId))).toEqual({
      type: "https://draht.dev/problems/category-not-found",
      title: "Category not found",
      status: 404,
      detail: `There is no category ${missingId}. List the categories to find the id of an existing one.`,
      code: "category-not-found",
      requestId,
    });
  });

  test("400 when the id cannot be one", async () => {
    const { get } = inMemoryCategories();
    expect(problemOf(await get("books"))).toMatchObject({
      status: 400,
      code: "invalid-request",
      errors: [{ parameter: "id", detail: "Must be a UUID such as 0199f3a2-7c1e-7000-8000-3d1f0a9b2c4d." }],
    });
  });
});

describe("PATCH /categories/{id}", () => {
  test("answers 200 with the new version", async () => {
    const { create, patch, clock } = inMemoryCategories();
    const category = await create({ description: "old" });
    clock.time = new Date("2026-03-04T05:06:07.890Z");
    const { status, headers, body } = await patch(
      category.id,
      { name: "Films", description: null },
      { "if-match": '"1"' },
    );

    expect([status, headers["etag"]]).toEqual([200, '"2"']);
    expect(body).toEqual({ ...category, name: "Films", description: null, updatedAt: "2026-03-04T05:06:07.890Z" });
  });

  test("an empty patch changes nothing", async () => {
    const { create, patch } = inMemoryCategories();
    const category = await create();
    const { status, headers, body } = await patch(category.id, {}, { "if-match": "*" });
    expect([status, headers["etag"], body]).toEqual([200, '"1"', category]);
  });

  test("428 without If-Match", async () => {
    const { create, patch } = inMemoryCategories();
    const { id } = await create();
    expect(problemOf(await patch(id, { name: "Films" }))).toMatchObject({
      status: 428,
      code: "precondition-required",
      detail:
        "Send the header If-Match with the ETag of the last answer about this resource, or * for whatever version it has.",
    });
  });

  test.each(['"2"', 'W/"1"', '"abc"', '"2", "3"'])("412 for If-Match %s", async (ifMatch) => {
    const { create, patch } = inMemoryCategories();
    const { id } = await create();
    expect(problemOf(await patch(id, { name: "Films" }, { "if-match": ifMatch }))).toMatchObject({
      status: 412,
      code: "category-changed",
    });
  });

  test.each(["*", '"1"', 'W/"1"'])("412 when If-None-Match %s excludes the version", async (ifNoneMatch) => {
    const { create, patch, remove } = inMemoryCategories();
    const { id } = await create();
    const headers = { "if-match": "*", "if-none-match": ifNoneMatch };
    expect(problemOf(await patch(id, { name: "Films" }, headers)).code).toBe("category-changed");
    expect(problemOf(await remove(id, headers)).code).toBe("category-changed");
    expect((await patch(id, { name: "Films" }, { ...headers, "if-none-match": '"2"' })).status).toBe(200);
  });

  test("400 for an If-Match that cannot be read", async () => {
    const { create, patch } = inMemoryCategories();
    const { id } = await create();
    expect(problemOf(await patch(id, { name: "Films" }, { "if-match": "1" }))).toMatchObject({
      status: 400,
      code: "invalid-request",
      errors: [
        {
          header: "if-match",
          detail: 'Must be * or entity tags in double quotes, separated by commas, such as "3".',
        },
      ],
    });
  });

  test.each(['"1"', "*"])("404 when there is none, also with If-Match %s", async (ifMatch) => {
    const { patch } = inMemoryCategories();
    const answer = await patch(missingId, { name: "Films" }, { "if-match": ifMatch });
    expect(problemOf(answer)).toMatchObject({ status: 404, code: "category-not-found" });
  });

  test("409 when the name is taken", async () => {
    const { create, patch } = inMemoryCategories();
    await create({ name: "Films" });
    const { id } = await create();
    const answer = await patch(id, { name: "films" }, { "if-match": "*" });
    expect(problemOf(answer)).toMatchObject({ status: 409, code: "category-name-taken" });
  });

  test("422 for the parent, which is fixed", async () => {
    const { create, patch } = inMemoryCategories();
    const { id } = await create();
    expect(problemOf(await patch(id, { parentId: null }, { "if-match": "*" }))).toMatchObject({
      status: 422,
      errors: [{ pointer: "#/parentId", detail: "Is not known here. Allowed: name, description, color." }],
    });
  });
});

describe("DELETE /categories/{id}", () => {
  test("answers 204 without body, and the category is gone", async () => {
    const { create, get, remove } = inMemoryCategories();
    const { id } = await create();

    expect(await remove(id, { "if-match": '"1"' })).toEqual({
      status: 204,
      headers: { "x-request-id": requestId, "cache-control": "no-store" },
      body: undefined,
    });
    expect((await get(id)).status).toBe(404);
  });

  test("409 while it has children", async () => {
    const { create, remove } = inMemoryCategories();
    const { id } = await create();
    await create({ parentId: id });
    expect(problemOf(await remove(id, { "if-match": "*" }))).toMatchObject({
      status: 409,
      code: "category-has-children",
      detail: `The category ${id} has children. Delete them first.`,
    });
  });

  test("428 without If-Match, 412 for another version, 404 when there is none", async () => {
    const { create, remove } = inMemoryCategories();
    const { id } = await create();
    expect(problemOf(await remove(id)).code).toBe("precondition-required");
    expect(problemOf(await remove(id, { "if-match": '"2"' })).code).toBe("category-changed");
    expect(problemOf(await remove(missingId, { "if-match": "*" })).code).toBe("category-not-found");
  });
});

test("a store that fails: 500 that tells nothing, logged whole", async () => {
  const { get, categories, logger } = inMemoryCategories();
  const failure = new Error("table draht-production-Table is on fire");
  categories.find = () => Promise.reject(failure);
  const answer = await get(missingId);

  expect(problemOf(answer)).toMatchObject({ status: 500, code: "internal-error" });
  expect(JSON.stringify(answer)).not.toContain("fire");
  expect(logger.entries).toEqual([
    {
      level: "error",
      message: "Request failed",
      fields: { requestId, operationId: "getCategory", code: "internal-error", error: failure },
    },
  ]);
});
