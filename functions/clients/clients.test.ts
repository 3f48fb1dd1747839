import { describe, expect, test } from "bun:test";
import * as v from "valibot";
import { newCategory } from "../backend/testing/new-category.ts";
import { newSession } from "../backend/testing/new-session.ts";
import { requestId } from "../http/testing/invoke.ts";
import { problemOf } from "../http/testing/problem-of.ts";
import { clientSchema } from "./schemas.ts";
import { inMemoryClients } from "./testing/in-memory-clients.ts";

const missingId = "0199f3a2-7c1e-7000-8000-3d1f0a9b2c4d";
const time = "2026-01-02T03:04:05.678Z";

describe("POST /clients", () => {
  test("answers 201 with the client, where it is, and its version", async () => {
    const { post, categories } = inMemoryClients();
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
    const { post, list } = inMemoryClients();
    const headers = { "idempotency-key": "8f5c3a52-3f6a-4c33-9d2b-6a5d1a2b3c4d" };
    const first = await post({ name: "Acme" }, headers);
    const second = await post({ name: "Acme" }, headers);

    expect([second.status, second.body]).toEqual([201, first.body]);
    expect((await list()).body).toMatchObject({ items: [first.body] });
  });

  test("409 when the slug is taken, also one that is made of the name", async () => {
    const { create, post } = inMemoryClients();
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
    const { post } = inMemoryClients();
    expect(problemOf(await post({ name: "東京" }))).toMatchObject({
      status: 422,
      errors: [{ pointer: "#/slug", detail: "Cannot be made of this name. Send one, such as acme-studios." }],
    });
    expect((await post({ name: "東京", slug: "tokyo" })).status).toBe(201);
  });

  test("422 when the default category does not exist", async () => {
    const { post } = inMemoryClients();
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
    const { post } = inMemoryClients();
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
    const { create, get } = inMemoryClients();
    const client = await create();
    const { status, headers, body } = await get(client.id);

    expect([status, headers["etag"], body]).toEqual([200, '"1"', client]);
    expect((await get(client.id, { "if-none-match": '"1"' })).status).toBe(304);
  });

  test("404 when there is none, 400 when the id cannot be one", async () => {
    const { get } = inMemoryClients();
    expect(problemOf(await get(missingId))).toMatchObject({ status: 404, code: "client-not-found" });
    expect(problemOf(await get("acme"))).toMatchObject({ status: 400, code: "invalid-request" });
  });
});

describe("PATCH /clients/{id}", () => {
  test("answers 200 with the new version", async () => {
    const { create, patch, clock } = inMemoryClients();
    const client = await create({ notes: "old" });
    clock.time = new Date("2026-03-04T05:06:07.890Z");
    const changes = { name: "Other", slug: "other", notes: null, contactEmail: "ada@example.com" };
    const { status, headers, body } = await patch(client.id, changes, { "if-match": '"1"' });

    expect([status, headers["etag"]]).toEqual([200, '"2"']);
    expect(body).toEqual({ ...client, ...changes, updatedAt: "2026-03-04T05:06:07.890Z" });
  });

  test("archives and restores; to do so again is no change", async () => {
    const { create, patch } = inMemoryClients();
    const client = await create();
    for (const etag of ['"2"', '"2"']) {
      const { status, headers, body } = await patch(client.id, { state: "archived" });
      expect([status, headers["etag"]]).toEqual([200, etag]);
      expect(body).toMatchObject({ state: "archived", archivedAt: time });
    }
    expect((await patch(client.id, { state: "active" })).body).toEqual(client);
  });

  test("428 without If-Match, 412 for another version, 404 when there is none", async () => {
    const { create, patch } = inMemoryClients();
    const { id } = await create();
    expect(problemOf(await patch(id, {}, {})).code).toBe("precondition-required");
    expect(problemOf(await patch(id, {}, { "if-match": '"2"' }))).toMatchObject({
      status: 412,
      code: "client-changed",
    });
    expect(problemOf(await patch(missingId, {})).code).toBe("client-not-found");
  });

  test("409 when the slug is taken, 422 for what cannot be changed", async () => {
    const { create, patch } = inMemoryClients();
    await create({ slug: "taken" });
    const { id } = await create();
    expect(problemOf(await patch(id, { slug: "taken" }))).toMatchObject({ status: 409, code: "client-slug-taken" });
    expect(problemOf(await patch(id, { archivedAt: null }))).toMatchObject({ status: 422, code: "validation-failed" });
    expect(problemOf(await patch(id, { defaultCategoryId: missingId })).code).toBe("default-category-not-found");
  });
});

describe("DELETE /clients/{id}", () => {
  test("answers 204 without body, and the client is gone", async () => {
    const { create, get, remove } = inMemoryClients();
    const { id } = await create();

    expect(await remove(id, { "if-match": '"1"' })).toEqual({
      status: 204,
      headers: { "x-request-id": requestId, "cache-control": "no-store" },
      body: undefined,
    });
    expect((await get(id)).status).toBe(404);
  });

  test("409 while it has sessions", async () => {
    const { create, remove, sessions } = inMemoryClients();
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
    const { create, remove } = inMemoryClients();
    const { id } = await create();
    expect(problemOf(await remove(id, {})).code).toBe("precondition-required");
    expect(problemOf(await remove(id, { "if-match": '"2"' })).code).toBe("client-changed");
    expect(problemOf(await remove(missingId)).code).toBe("client-not-found");
  });
});
