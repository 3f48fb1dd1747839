import { describe, expect, test } from "bun:test";
import * as v from "valibot";
import { pagesOf } from "../http/testing/pages-of.ts";
import { problemOf } from "../http/testing/problem-of.ts";
import { categoryPageSchema } from "./schemas.ts";
import { inMemoryCategories } from "./testing/in-memory-categories.ts";

describe("GET /categories", () => {
  test("answers an empty page when there is nothing", async () => {
    const { list } = inMemoryCategories();
    expect(await list()).toMatchObject({ status: 200, body: { items: [], nextCursor: null } });
  });

  test("pages through everything, the root's children, or one parent's", async () => {
    const { create, list } = inMemoryCategories();
    const { id } = await create({ name: "A" });
    for (const name of ["B", "C"]) await create({ name });
    for (const name of ["D", "E", "F"]) await create({ name, parentId: id });

    expect(await pagesOf(list, "limit=4", "name")).toEqual([
      ["A", "B", "C", "D"],
      ["E", "F"],
    ]);
    expect(await pagesOf(list, "limit=2&parentId=root", "name")).toEqual([["A", "B"], ["C"]]);
    expect(await pagesOf(list, `limit=1&parentId=${id}`, "name")).toEqual([["D"], ["E"], ["F"]]);
  });

  test("20 on a page if nothing else is asked for", async () => {
    const { create, list } = inMemoryCategories();
    for (let index = 0; index < 21; index += 1) await create({ name: `Name ${index}` });
    expect((await pagesOf(list, "", "name")).map(({ length }) => length)).toEqual([20, 1]);
  });

  test.each(["0", "101", "-1", "1.5", "05", "", "ten", "1e1"])("400 for the limit %j", async (limit) => {
    const { list } = inMemoryCategories();
    expect(problemOf(await list(`limit=${limit}`))).toMatchObject({
      status: 400,
      code: "invalid-request",
      errors: [{ parameter: "limit", detail: "Must be a whole number from 1 to 100." }],
    });
  });

  test.each(["ROOT", "null", ""])("400 for the parent %j", async (parentId) => {
    const { list } = inMemoryCategories();
    expect(problemOf(await list(`parentId=${parentId}`))).toMatchObject({
      status: 400,
      errors: [{ parameter: "parentId", detail: 'Must be a category id or "root".' }],
    });
  });

  test("400 for a parent's id in upper case, which would find nothing", async () => {
    const { list } = inMemoryCategories();
    expect(problemOf(await list("parentId=0199F3A2-7C1E-7000-8000-3D1F0A9B2C4D"))).toMatchObject({
      status: 400,
      errors: [{ parameter: "parentId", detail: "Must be in lower case, as it was given out." }],
    });
  });

  test("400 for a cursor that is none, or belongs to another listing", async () => {
    const { create, list } = inMemoryCategories();
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

  test("304 when the client has exactly this page", async () => {
    const { create, list } = inMemoryCategories();
    await create();
    const etag = String((await list()).headers["etag"]);
    expect(etag).toMatch(/^"[A-Za-z0-9_-]{22}"$/);
    expect((await list("", { "if-none-match": etag })).status).toBe(304);
    await create({ name: "Films" });
    expect((await list("", { "if-none-match": etag })).status).toBe(200);
  });
});
