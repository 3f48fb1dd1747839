import { describe, expect, test } from "bun:test";
import * as v from "valibot";
import { pagesOf } from "../http/testing/pages-of.ts";
import { problemOf } from "../http/testing/problem-of.ts";
import { clientPageSchema } from "./schemas.ts";
import { inMemoryClients } from "./testing/in-memory-clients.ts";

describe("GET /clients", () => {
  test("answers an empty page when there is nothing", async () => {
    const { list } = inMemoryClients();
    expect(await list()).toMatchObject({ status: 200, body: { items: [], nextCursor: null } });
  });

  test("pages through the active ones, the archived ones, or gives the one with a slug", async () => {
    const { create, list, patch } = inMemoryClients();
    for (const name of ["A", "B", "C", "D"]) await create({ name });
    const { id } = await create({ name: "E" });
    await patch(id, { state: "archived" });

    expect(await pagesOf(list, "limit=3", "name")).toEqual([["D", "C", "B"], ["A"]]);
    expect(await pagesOf(list, "state=active&limit=4", "name")).toEqual([["D", "C", "B", "A"]]);
    expect(await pagesOf(list, "state=archived", "name")).toEqual([["E"]]);
    expect(await pagesOf(list, "slug=e", "name")).toEqual([["E"]]);
    expect(await pagesOf(list, "slug=b&limit=1", "name")).toEqual([["B"]]);
    expect(await pagesOf(list, "slug=f", "name")).toEqual([[]]);
  });

  test("400 for filters that are unknown, wrong or more than one", async () => {
    const { list } = inMemoryClients();
    expect(problemOf(await list("state=gone"))).toMatchObject({
      status: 400,
      errors: [{ parameter: "state", detail: "Must be one of active, archived." }],
    });
    expect(problemOf(await list("slug=A")).status).toBe(400);
    expect(problemOf(await list("name=A"))).toMatchObject({
      status: 400,
      errors: [{ parameter: "name", detail: "Is not known here. Allowed: state, slug, limit, cursor." }],
    });
    expect(problemOf(await list("slug=a&state=active"))).toMatchObject({
      status: 400,
      errors: [{ parameter: "slug", detail: "Cannot be combined with state: send one of state, slug." }],
    });
  });

  test("400 for a cursor that is none, or belongs to another listing", async () => {
    const { create, list } = inMemoryClients();
    for (const name of ["A", "B"]) await create({ name });
    const { nextCursor } = v.parse(clientPageSchema, (await list("limit=1")).body);

    expect((await list(`limit=1&state=active&cursor=${nextCursor}`)).status).toBe(200);
    expect(problemOf(await list("cursor=nonsense"))).toMatchObject({ status: 400, code: "invalid-cursor" });
    expect(problemOf(await list(`state=archived&cursor=${nextCursor}`))).toMatchObject({ code: "invalid-cursor" });
  });
});
