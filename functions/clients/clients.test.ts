import { describe, expect, test } from "bun:test";
import * as v from "valibot";
import { newCategory } from "../backend/testing/new-category.ts";
import { newSession } from "../backend/testing/new-session.ts";
import { sessionTestingBindings } from "../backend/testing/session-testing-bindings.ts";
import type { EventValues } from "../http/testing/http-event.ts";
import { invoke, requestId } from "../http/testing/invoke.ts";
import { problemOf } from "../http/testing/problem-of.ts";
import { createClientHandler } from "./create-client.ts";
import { deleteClientHandler } from "./delete-client.ts";
import { getClientHandler } from "./get-client.ts";
import { listClientsHandler } from "./list-clients.ts";
import { clientPageSchema, clientSchema } from "./schemas.ts";
import { updateClientHandler } from "./update-client.ts";

const missingId = "0199f3a2-7c1e-7000-8000-3d1f0a9b2c4d";
const time = "2026-01-02T03:04:05.678Z";

function at(id: string) {
  return { path: `/clients/${id}`, pathParameters: { id } };
}

/** The handlers over a store in memory, called as a client would call the API. */
function setUp() {
  const { container, clock, categories, sessions } = sessionTestingBindings();
  const handlers = {
    create: createClientHandler(container),
    get: getClientHandler(container),
    list: listClientsHandler(container),
    update: updateClientHandler(container),
    remove: deleteClientHandler(container),
  };
  const post = (body: unknown, headers: EventValues["headers"] = {}) =>
    invoke(handlers.create, { method: "POST", path: "/clients", body, headers });
  return {
    clock,
    categories,
    sessions,
    post,
    create: async (values: object = {}) => v.parse(clientSchema, (await post({ name: "Acme", ...values })).body),
    get: (id: string, headers: EventValues["headers"] = {}) =>
      invoke(handlers.get, { method: "GET", ...at(id), headers }),
    list: (query = "") => invoke(handlers.list, { method: "GET", path: "/clients", query }),
    patch: (id: string, body: unknown, headers: EventValues["headers"] = { "if-match": "*" }) =>
      invoke(handlers.update, { method: "PATCH", ...at(id), body, headers }),
    remove: (id: string, headers: EventValues["headers"] = { "if-match": "*" }) =>
      invoke(handlers.remove, { method: "DELETE", ...at(id), headers }),
  };
}

describe("POST /clients", () => {
  test("answers 201 with the client, where it is, and its version", async () => {
    const { post, categories } = setUp();
    const category = newCategory();
    await categories.insert(category);
    const { status, headers, body } = await post({
      name: " Acme Ltd. ",
      contactEmail: "ada@example.com",
      notes: "a\nb",
      defaultCategoryId: category.id,
    });
    const client = v.parse(clientSchema, body);

    expect(status).toBe(201);
    expect(client).toEqual({
      id: client.id,
      name: "Acme Ltd.",
      slug: "acme-ltd",
      contactEmail: "ada@example.com",
      notes: "a\nb",
      defaultCategoryId: category.id,
      state: "active",
      createdAt: time,
      updatedAt: time,
      archivedAt: null,
    });
    expect(headers).toMatchObject({ location: `/clients/${client.id}`, etag: '"1"' });
  });

  test("sent again with its Idempotency-Key gives the same answer and makes no second client", async () => {
    const { post, list } = setUp();
    const headers = { "idempotency-key": "8f5c3a52-3f6a-4c33-9d2b-6a5d1a2b3c4d" };
    const first = await post({ name: "Acme" }, headers);
    const second = await post({ name: "Acme" }, headers);

    expect([second.status, second.body]).toEqual([201, first.body]);
    expect((await list()).body).toMatchObject({ items: [first.body] });
  });

  test("409 when the slug is taken, also one that is made of the name", async () => {
    const { create, post } = setUp();
    await create();
    for (const body of [{ name: "ACME" }, { name: "Other", slug: "acme" }]) {
      expect(problemOf(await post(body))).toMatchObject({
        status: 409,
        code: "client-slug-taken",
        detail: "Another client has the slug acme. Send another one as slug.",
      });
    }
  });

  test("422 when no slug can be made of the name", async () => {
    const { post } = setUp();
    expect(problemOf(await post({ name: "東京" }))).toMatchObject({
      status: 422,
      errors: [{ pointer: "#/slug", detail: "Cannot be made of this name. Send one, such as acme-studios." }],
    });
    expect((await post({ name: "東京", slug: "tokyo" })).status).toBe(201);
  });

  test("422 when the default category does not exist", async () => {
    const { post } = setUp();
    expect(problemOf(await post({ name: "Acme", defaultCategoryId: missingId }))).toMatchObject({
      status: 422,
      code: "default-category-not-found",
      errors: [
        {
          pointer: "#/defaultCategoryId",
          detail: `There is no category ${missingId}. Use the id of an existing category, or null for none.`,
        },
      ],
    });
  });

  test("422 names every value that is wrong, and what is allowed", async () => {
    const { post } = setUp();
    const body = { name: "", slug: "A", contactEmail: "ada", notes: "", defaultCategoryId: "x", state: "archived" };
    expect(problemOf(await post(body))).toMatchObject({
      status: 422,
      code: "validation-failed",
      errors: [
        {
          pointer: "#/state",
          detail: "Is not known here. Allowed: name, slug, contactEmail, notes, defaultCategoryId.",
        },
        { pointer: "#/name", detail: "Must contain at least one visible character." },
        {
          pointer: "#/slug",
          detail: "Must be words of the letters a to z and digits, joined by single hyphens, such as acme-studios.",
        },
        {
          pointer: "#/contactEmail",
          detail: "Must be an e-mail address such as ada@example.com, or null for none.",
        },
        { pointer: "#/notes", detail: "Must not be empty; use null for none." },
        { pointer: "#/defaultCategoryId", detail: "Must be a UUID such as 0199f3a2-7c1e-7000-8000-3d1f0a9b2c4d." },
      ],
    });
  });
});

describe("GET /clients/{id}", () => {
  test("answers 200 with the client and its version, or 304", async () => {
    const { create, get } = setUp();
    const client = await create();
    const { status, headers, body } = await get(client.id);

    expect([status, headers["etag"], body]).toEqual([200, '"1"', client]);
    expect((await get(client.id, { "if-none-match": '"1"' })).status).toBe(304);
  });

  test("404 when there is none, 400 when the id cannot be one", async () => {
    const { get } = setUp();
    expect(problemOf(await get(missingId))).toMatchObject({ status: 404, code: "client-not-found" });
    expect(problemOf(await get("acme"))).toMatchObject({ status: 400, code: "invalid-request" });
  });
});

/** The names on all pages of a listing. */
async function pages(list: ReturnType<typeof setUp>["list"], query: string): Promise<string[][]> {
  const found: string[][] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const { status, body } = await list(cursor === "" ? query : `${query}&cursor=${cursor}`);
    expect(status).toBe(200);
    const page: v.InferOutput<typeof clientPageSchema> = v.parse(clientPageSchema, body);
    found.push(page.items.map(({ name }) => name));
    cursor = page.nextCursor;
  }
  return found;
}

describe("GET /clients", () => {
  test("answers an empty page when there is nothing", async () => {
    const { list } = setUp();
    expect(await list()).toMatchObject({ status: 200, body: { items: [], nextCursor: null } });
  });

  test("pages through the active ones, the archived ones, or gives the one with a slug", async () => {
    const { create, list, patch } = setUp();
    for (const name of ["A", "B", "C", "D"]) await create({ name });
    const { id } = await create({ name: "E" });
    await patch(id, { state: "archived" });

    expect(await pages(list, "limit=3")).toEqual([["D", "C", "B"], ["A"]]);
    expect(await pages(list, "state=active&limit=4")).toEqual([["D", "C", "B", "A"]]);
    expect(await pages(list, "state=archived")).toEqual([["E"]]);
    expect(await pages(list, "slug=e")).toEqual([["E"]]);
    expect(await pages(list, "slug=b&limit=1")).toEqual([["B"]]);
    expect(await pages(list, "slug=f")).toEqual([[]]);
  });

  test("400 for filters that are unknown, wrong or more than one", async () => {
    const { list } = setUp();
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
    const { create, list } = setUp();
    for (const name of ["A", "B"]) await create({ name });
    const { nextCursor } = v.parse(clientPageSchema, (await list("limit=1")).body);

    expect((await list(`limit=1&state=active&cursor=${nextCursor}`)).status).toBe(200);
    expect(problemOf(await list("cursor=nonsense"))).toMatchObject({ status: 400, code: "invalid-cursor" });
    expect(problemOf(await list(`state=archived&cursor=${nextCursor}`))).toMatchObject({ code: "invalid-cursor" });
  });
});

describe("PATCH /clients/{id}", () => {
  test("answers 200 with the new version", async () => {
    const { create, patch, clock } = setUp();
    const client = await create({ notes: "old" });
    clock.time = new Date("2026-03-04T05:06:07.890Z");
    const changes = { name: "Other", slug: "other", notes: null, contactEmail: "ada@example.com" };
    const { status, headers, body } = await patch(client.id, changes, { "if-match": '"1"' });

    expect([status, headers["etag"]]).toEqual([200, '"2"']);
    expect(body).toEqual({ ...client, ...changes, updatedAt: "2026-03-04T05:06:07.890Z" });
  });

  test("archives and restores; to do so again is no change", async () => {
    const { create, patch } = setUp();
    const client = await create();
    for (const etag of ['"2"', '"2"']) {
      const { status, headers, body } = await patch(client.id, { state: "archived" });
      expect([status, headers["etag"]]).toEqual([200, etag]);
      expect(body).toMatchObject({ state: "archived", archivedAt: time });
    }
    expect((await patch(client.id, { state: "active" })).body).toEqual(client);
  });

  test("428 without If-Match, 412 for another version, 404 when there is none", async () => {
    const { create, patch } = setUp();
    const { id } = await create();
    expect(problemOf(await patch(id, {}, {})).code).toBe("precondition-required");
    expect(problemOf(await patch(id, {}, { "if-match": '"2"' }))).toMatchObject({
      status: 412,
      code: "client-changed",
    });
    expect(problemOf(await patch(missingId, {})).code).toBe("client-not-found");
  });

  test("409 when the slug is taken, 422 for what cannot be changed", async () => {
    const { create, patch } = setUp();
    await create({ slug: "taken" });
    const { id } = await create();
    expect(problemOf(await patch(id, { slug: "taken" }))).toMatchObject({ status: 409, code: "client-slug-taken" });
    expect(problemOf(await patch(id, { archivedAt: null }))).toMatchObject({ status: 422, code: "validation-failed" });
    expect(problemOf(await patch(id, { defaultCategoryId: missingId })).code).toBe("default-category-not-found");
  });
});

describe("DELETE /clients/{id}", () => {
  test("answers 204 without body, and the client is gone", async () => {
    const { create, get, remove } = setUp();
    const { id } = await create();

    expect(await remove(id, { "if-match": '"1"' })).toEqual({
      status: 204,
      headers: { "x-request-id": requestId, "cache-control": "no-store" },
      body: undefined,
    });
    expect((await get(id)).status).toBe(404);
  });

  test("409 while it has sessions", async () => {
    const { create, remove, sessions } = setUp();
    const { id } = await create();
    await sessions.insert(newSession({ clientId: id }));
    expect(problemOf(await remove(id))).toMatchObject({
      status: 409,
      code: "client-has-sessions",
      detail:
        `The client ${id} has sessions. Delete them first, or archive the client: then no session can be started ` +
        "for it.",
    });
  });

  test("428 without If-Match, 412 for another version, 404 when there is none", async () => {
    const { create, remove } = setUp();
    const { id } = await create();
    expect(problemOf(await remove(id, {})).code).toBe("precondition-required");
    expect(problemOf(await remove(id, { "if-match": '"2"' })).code).toBe("client-changed");
    expect(problemOf(await remove(missingId)).code).toBe("client-not-found");
  });
});
