import { describe, expect, test } from "bun:test";
import * as v from "valibot";
import { testingBindings } from "../backend/testing/testing-bindings.ts";
import type { EventValues } from "../http/testing/http-event.ts";
import { type Answer, invoke, requestId } from "../http/testing/invoke.ts";
import { createCategoryHandler } from "./create-category.ts";
import { deleteCategoryHandler } from "./delete-category.ts";
import { getCategoryHandler } from "./get-category.ts";
import { listCategoriesHandler } from "./list-categories.ts";
import { categoryPageSchema, categorySchema } from "./schemas.ts";
import { updateCategoryHandler } from "./update-category.ts";

const missingId = "0199f3a2-7c1e-7000-8000-3d1f0a9b2c4d";
const time = "2026-01-02T03:04:05.678Z";

function at(id: string) {
  return { path: `/categories/${id}`, pathParameters: { id } };
}

/** The handlers over a store in memory, called as a client would call the API. */
function setUp() {
  const { container, clock, logger, categories } = testingBindings();
  const handlers = {
    create: createCategoryHandler(container),
    get: getCategoryHandler(container),
    list: listCategoriesHandler(container),
    update: updateCategoryHandler(container),
    remove: deleteCategoryHandler(container),
  };
  const post = (body: unknown) => invoke(handlers.create, { method: "POST", path: "/categories", body });
  return {
    clock,
    logger,
    categories,
    post,
    create: async (values: object = {}) => v.parse(categorySchema, (await post({ name: "Books", ...values })).body),
    get: (id: string, headers: EventValues["headers"] = {}) =>
      invoke(handlers.get, { method: "GET", ...at(id), headers }),
    list: (query = "", headers: EventValues["headers"] = {}) =>
      invoke(handlers.list, { method: "GET", path: "/categories", query, headers }),
    patch: (id: string, body: unknown, headers: EventValues["headers"] = {}) =>
      invoke(handlers.update, { method: "PATCH", ...at(id), body, headers }),
    remove: (id: string, headers: EventValues["headers"] = {}) =>
      invoke(handlers.remove, { method: "DELETE", ...at(id), headers }),
  };
}

/** The parts of a problem that clients tell problems apart by. */
function problemOf({ status, headers, body }: Answer) {
  expect(headers["content-type"]).toBe("application/problem+json");
  expect(headers["x-request-id"]).toBe(requestId);
  const problem = v.parse(v.looseObject({ status: v.number(), code: v.string(), detail: v.string() }), body);
  expect(problem.status).toBe(status ?? 0);
  return problem;
}

describe("POST /categories", () => {
  test("answers 201 with the category, where it is, and its version", async () => {
    const { post } = setUp();
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
    const { create, post, logger } = setUp();
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
    const { post } = setUp();
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
    const { post } = setUp();
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
    const { post, logger } = setUp();
    await post({ name: "hunter2\n" + "hunter2".repeat(20), hunter2: true });
    expect(logger.requests).toHaveLength(1);
    expect(JSON.stringify([logger.entries, logger.requests])).not.toContain("hunter2");
  });
});

describe("GET /categories/{id}", () => {
  test("answers 200 with the category and its version", async () => {
    const { create, get } = setUp();
    const category = await create();
    const { status, headers, body } = await get(category.id);

    expect([status, headers["etag"], headers["cache-control"]]).toEqual([200, '"1"', "private, no-cache"]);
    expect(body).toEqual(category);
  });

  test("304 without body when the client has this version", async () => {
    const { create, get } = setUp();
    const { id } = await create();
    expect(await get(id, { "if-none-match": 'W/"1"' })).toEqual({
      status: 304,
      headers: { etag: '"1"', "x-request-id": requestId, "cache-control": "private, no-cache" },
      body: undefined,
    });
    expect((await get(id, { "if-none-match": '"2"' })).status).toBe(200);
  });

  test("404 when there is none", async () => {
    const { get } = setUp();
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
    const { get } = setUp();
    expect(problemOf(await get("books"))).toMatchObject({
      status: 400,
      code: "invalid-request",
      errors: [{ parameter: "id", detail: "Must be a UUID such as 0199f3a2-7c1e-7000-8000-3d1f0a9b2c4d." }],
    });
  });
});

/** The names on all pages of a listing. */
async function pages(list: ReturnType<typeof setUp>["list"], query: string): Promise<string[][]> {
  const found: string[][] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const { status, body } = await list(cursor === "" ? query : `${query}&cursor=${cursor}`);
    expect(status).toBe(200);
    const page: v.InferOutput<typeof categoryPageSchema> = v.parse(categoryPageSchema, body);
    found.push(page.items.map(({ name }) => name));
    cursor = page.nextCursor;
  }
  return found;
}

test("GET /categories: 304 when the client has exactly this page", async () => {
  const { create, list } = setUp();
  await create();
  const etag = String((await list()).headers["etag"]);
  expect(etag).toMatch(/^"[A-Za-z0-9_-]{22}"$/);
  expect((await list("", { "if-none-match": etag })).status).toBe(304);
  await create({ name: "Films" });
  expect((await list("", { "if-none-match": etag })).status).toBe(200);
});

describe("GET /categories", () => {
  test("answers an empty page when there is nothing", async () => {
    const { list } = setUp();
    expect(await list()).toMatchObject({ status: 200, body: { items: [], nextCursor: null } });
  });

  test("pages through everything, the root's children, or one parent's", async () => {
    const { create, list } = setUp();
    const { id } = await create({ name: "A" });
    for (const name of ["B", "C"]) await create({ name });
    for (const name of ["D", "E", "F"]) await create({ name, parentId: id });

    expect(await pages(list, "limit=4")).toEqual([
      ["A", "B", "C", "D"],
      ["E", "F"],
    ]);
    expect(await pages(list, "limit=2&parentId=root")).toEqual([["A", "B"], ["C"]]);
    expect(await pages(list, `limit=1&parentId=${id}`)).toEqual([["D"], ["E"], ["F"]]);
  });

  test("20 on a page if nothing else is asked for", async () => {
    const { create, list } = setUp();
    for (let index = 0; index < 21; index += 1) await create({ name: `Name ${index}` });
    expect((await pages(list, "")).map(({ length }) => length)).toEqual([20, 1]);
  });

  test.each(["0", "101", "-1", "1.5", "05", "", "ten", "1e1"])("400 for the limit %j", async (limit) => {
    const { list } = setUp();
    expect(problemOf(await list(`limit=${limit}`))).toMatchObject({
      status: 400,
      code: "invalid-request",
      errors: [{ parameter: "limit", detail: "Must be a whole number from 1 to 100." }],
    });
  });

  test.each(["ROOT", "null", ""])("400 for the parent %j", async (parentId) => {
    const { list } = setUp();
    expect(problemOf(await list(`parentId=${parentId}`))).toMatchObject({
      status: 400,
      errors: [{ parameter: "parentId", detail: 'Must be a category id or "root".' }],
    });
  });

  test("400 for a parent's id in upper case, which would find nothing", async () => {
    const { list } = setUp();
    expect(problemOf(await list("parentId=0199F3A2-7C1E-7000-8000-3D1F0A9B2C4D"))).toMatchObject({
      status: 400,
      errors: [{ parameter: "parentId", detail: "Must be in lower case, as it was given out." }],
    });
  });

  test("400 for a cursor that is none, or belongs to another listing", async () => {
    const { create, list } = setUp();
    for (const name of ["A", "B"]) await create({ name });
    const { nextCursor } = v.parse(categoryPageSchema, (await list("limit=1")).body);

    expect(problemOf(await list("cursor=nonsense"))).toMatchObject({ status: 400, code: "invalid-cursor" });
    expect(problemOf(await list("cursor="))).toMatchObject({ status: 400, code: "invalid-cursor" });
    expect(problemOf(await list(`parentId=root&cursor=${nextCursor}`))).toMatchObject({
      status: 400,
      code: "invalid-cursor",
      detail:
        "The cursor cannot be used. It is not one that this API gave out for this list. Send the nextCursor of the page " +
        "before, unchanged and with the same filters, or none to start from the first page.",
    });
  });
});

describe("PATCH /categories/{id}", () => {
  test("answers 200 with the new version", async () => {
    const { create, patch, clock } = setUp();
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
    const { create, patch } = setUp();
    const category = await create();
    const { status, headers, body } = await patch(category.id, {}, { "if-match": "*" });
    expect([status, headers["etag"], body]).toEqual([200, '"1"', category]);
  });

  test("428 without If-Match", async () => {
    const { create, patch } = setUp();
    const { id } = await create();
    expect(problemOf(await patch(id, { name: "Films" }))).toMatchObject({
      status: 428,
      code: "precondition-required",
      detail:
        "Send the header If-Match with the ETag of the last answer about this resource, or * for whatever version it has.",
    });
  });

  test.each(['"2"', 'W/"1"', '"abc"', '"2", "3"'])("412 for If-Match %s", async (ifMatch) => {
    const { create, patch } = setUp();
    const { id } = await create();
    expect(problemOf(await patch(id, { name: "Films" }, { "if-match": ifMatch }))).toMatchObject({
      status: 412,
      code: "category-changed",
    });
  });

  test.each(["*", '"1"', 'W/"1"'])("412 when If-None-Match %s excludes the version", async (ifNoneMatch) => {
    const { create, patch, remove } = setUp();
    const { id } = await create();
    const headers = { "if-match": "*", "if-none-match": ifNoneMatch };
    expect(problemOf(await patch(id, { name: "Films" }, headers)).code).toBe("category-changed");
    expect(problemOf(await remove(id, headers)).code).toBe("category-changed");
    expect((await patch(id, { name: "Films" }, { ...headers, "if-none-match": '"2"' })).status).toBe(200);
  });

  test("400 for an If-Match that cannot be read", async () => {
    const { create, patch } = setUp();
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
    const { patch } = setUp();
    const answer = await patch(missingId, { name: "Films" }, { "if-match": ifMatch });
    expect(problemOf(answer)).toMatchObject({ status: 404, code: "category-not-found" });
  });

  test("409 when the name is taken", async () => {
    const { create, patch } = setUp();
    await create({ name: "Films" });
    const { id } = await create();
    const answer = await patch(id, { name: "films" }, { "if-match": "*" });
    expect(problemOf(answer)).toMatchObject({ status: 409, code: "category-name-taken" });
  });

  test("422 for the parent, which is fixed", async () => {
    const { create, patch } = setUp();
    const { id } = await create();
    expect(problemOf(await patch(id, { parentId: null }, { "if-match": "*" }))).toMatchObject({
      status: 422,
      errors: [{ pointer: "#/parentId", detail: "Is not known here. Allowed: name, description, color." }],
    });
  });
});

describe("DELETE /categories/{id}", () => {
  test("answers 204 without body, and the category is gone", async () => {
    const { create, get, remove } = setUp();
    const { id } = await create();

    expect(await remove(id, { "if-match": '"1"' })).toEqual({
      status: 204,
      headers: { "x-request-id": requestId, "cache-control": "no-store" },
      body: undefined,
    });
    expect((await get(id)).status).toBe(404);
  });

  test("409 while it has children", async () => {
    const { create, remove } = setUp();
    const { id } = await create();
    await create({ parentId: id });
    expect(problemOf(await remove(id, { "if-match": "*" }))).toMatchObject({
      status: 409,
      code: "category-has-children",
      detail: `The category ${id} has children. Delete them first.`,
    });
  });

  test("428 without If-Match, 412 for another version, 404 when there is none", async () => {
    const { create, remove } = setUp();
    const { id } = await create();
    expect(problemOf(await remove(id)).code).toBe("precondition-required");
    expect(problemOf(await remove(id, { "if-match": '"2"' })).code).toBe("category-changed");
    expect(problemOf(await remove(missingId, { "if-match": "*" })).code).toBe("category-not-found");
  });
});

test("a store that fails: 500 that tells nothing, logged whole", async () => {
  const { get, categories, logger } = setUp();
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
