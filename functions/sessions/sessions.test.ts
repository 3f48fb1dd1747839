import { describe, expect, test } from "bun:test";
import * as v from "valibot";
import { requestId } from "../http/testing/invoke.ts";
import { problemOf } from "../http/testing/problem-of.ts";
import { sessionSchema } from "./schemas.ts";
import { inMemorySessions } from "./testing/in-memory-sessions.ts";

const missingId = "0199f3a2-7c1e-7000-8000-3d1f0a9b2c4d";
const time = "2026-01-02T03:04:05.678Z";

describe("POST /sessions", () => {
  test("answers 201 with the running session, where it is, and its version", async () => {
    const { post, client, category } = await inMemorySessions();
    const { status, headers, body } = await post({ title: " Fix ", expiresAt: "2026-01-02T05:04:06+01:00" });
    const session = v.parse(sessionSchema, body);

    expect(status).toBe(201);
    expect(session).toEqual({
      id: session.id,
      clientId: client.id,
      title: "Fix",
      categoryId: category.id,
      state: "running",
      startedAt: time,
      updatedAt: time,
      endedAt: null,
      expiresAt: "2026-01-02T04:04:06.000Z",
    });
    expect(headers).toMatchObject({ location: `/sessions/${session.id}`, etag: '"1"' });
  });

  test("sent again with its Idempotency-Key gives the same answer and starts no second session", async () => {
    const { post, list } = await inMemorySessions();
    const headers = { "idempotency-key": "8f5c3a52-3f6a-4c33-9d2b-6a5d1a2b3c4d" };
    const first = await post({}, headers);
    const second = await post({}, headers);

    expect([second.status, second.body]).toEqual([201, first.body]);
    expect((await list()).body).toMatchObject({ items: [first.body] });
  });

  test("null is no category, not the client's", async () => {
    const { start } = await inMemorySessions();
    expect((await start({ categoryId: null })).categoryId).toBeNull();
  });

  test("422 when client or category do not exist", async () => {
    const { post } = await inMemorySessions();
    expect(problemOf(await post({ clientId: missingId }))).toMatchObject({
      status: 422,
      code: "session-client-not-found",
      errors: [{ pointer: "#/clientId" }],
    });
    expect(problemOf(await post({ categoryId: missingId }))).toMatchObject({
      status: 422,
      code: "session-category-not-found",
      errors: [{ pointer: "#/categoryId" }],
    });
  });

  test("409 when the client is archived", async () => {
    const { post, clients, client } = await inMemorySessions();
    await clients.replace(client, client.change({ state: "archived" }, new Date()));
    expect(problemOf(await post({}))).toMatchObject({ status: 409, code: "client-archived" });
  });

  test("422 names every value that is wrong, and what is allowed", async () => {
    const { post } = await inMemorySessions();
    const body = { clientId: "acme", title: "", categoryId: "x", expiresAt: "tomorrow", state: "running" };
    expect(problemOf(await post(body))).toMatchObject({
      status: 422,
      code: "validation-failed",
      errors: [
        { pointer: "#/state", detail: "Is not known here. Allowed: clientId, title, categoryId, expiresAt." },
        { pointer: "#/clientId", detail: "Must be a UUID such as 0199f3a2-7c1e-7000-8000-3d1f0a9b2c4d." },
        { pointer: "#/title", detail: "Must contain at least one visible character." },
        { pointer: "#/categoryId", detail: "Must be a UUID such as 0199f3a2-7c1e-7000-8000-3d1f0a9b2c4d." },
        {
          pointer: "#/expiresAt",
          detail: "Must be a date and time with its offset from UTC, such as 2026-12-31T23:59:59Z.",
        },
      ],
    });
    expect(problemOf(await post({ expiresAt: "2025-12-31T23:59:59Z" }))).toMatchObject({
      status: 422,
      errors: [{ pointer: "#/expiresAt", detail: "Must be in the future." }],
    });
  });
});

describe("GET /sessions/{id}", () => {
  test("answers 200 with the session and its version, or 304", async () => {
    const { start, get } = await inMemorySessions();
    const session = await start();
    const { status, headers, body } = await get(session.id);

    expect([status, headers["etag"], body]).toEqual([200, '"1"', session]);
    expect((await get(session.id, { "if-none-match": '"1"' })).status).toBe(304);
  });

  test("404 when there is none, or none any more", async () => {
    const { get, start, clock } = await inMemorySessions();
    expect(problemOf(await get(missingId))).toMatchObject({ status: 404, code: "session-not-found" });

    const { id } = await start({ expiresAt: "2026-01-02T03:04:06Z" });
    clock.time = new Date("2026-01-02T03:04:06Z");
    expect(problemOf(await get(id)).code).toBe("session-not-found");
  });
});

describe("PATCH /sessions/{id}", () => {
  test("answers 200 with the new version", async () => {
    const { start, patch, clock } = await inMemorySessions();
    const session = await start();
    clock.time = new Date("2026-03-04T05:06:07.890Z");
    const changes = { title: "Other", categoryId: null };
    const { status, headers, body } = await patch(session.id, changes, { "if-match": '"1"' });

    expect([status, headers["etag"]]).toEqual([200, '"2"']);
    expect(body).toEqual({ ...session, ...changes, updatedAt: "2026-03-04T05:06:07.890Z" });
  });

  test.each(["completed", "failed", "cancelled"])("ends it as %s once; to do so again is no change", async (state) => {
    const { start, patch, clock } = await inMemorySessions();
    const { id } = await start();
    const first = await patch(id, { state });
    clock.time = new Date("2026-03-04T05:06:07.890Z");

    expect(first.body).toMatchObject({ state, endedAt: time });
    expect(await patch(id, { state })).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: first.body });
  });

  test("409 for a move that is not allowed says the state, and what is", async () => {
    const { start, patch, get } = await inMemorySessions();
    const { id } = await start();
    await patch(id, { state: "completed" });

    expect(problemOf(await patch(id, { state: "running", title: "Other" }))).toMatchObject({
      status: 409,
      code: "session-state",
      detail:
        `The session ${id} is completed and cannot become running. Allowed from there: nothing, as the session has ` +
        "ended.",
    });
    expect((await get(id)).body).toMatchObject({ title: "Fix the login", state: "completed" });
  });

  test("428 without If-Match, 412 for another version, 404 when there is none", async () => {
    const { start, patch } = await inMemorySessions();
    const { id } = await start();
    expect(problemOf(await patch(id, {}, {})).code).toBe("precondition-required");
    expect(problemOf(await patch(id, {}, { "if-match": '"2"' }))).toMatchObject({
      status: 412,
      code: "session-changed",
    });
    expect(problemOf(await patch(missingId, {})).code).toBe("session-not-found");
  });

  test("422 for values that are wrong, or cannot be changed", async () => {
    const { start, patch } = await inMemorySessions();
    const { id } = await start();
    expect(problemOf(await patch(id, { categoryId: missingId })).code).toBe("session-category-not-found");
    expect(problemOf(await patch(id, { state: "deleting", expiresAt: null }))).toMatchObject({
      status: 422,
      errors: [
        { pointer: "#/expiresAt", detail: "Is not known here. Allowed: title, categoryId, state." },
        { pointer: "#/state", detail: "Must be one of running, completed, failed, cancelled." },
      ],
    });
  });
});

describe("DELETE /sessions/{id}", () => {
  test("answers 204 without body, and the session is gone", async () => {
    const { start, get, list, remove } = await inMemorySessions();
    const { id } = await start();

    expect(await remove(id, { "if-match": '"1"' })).toEqual({
      status: 204,
      headers: { "x-request-id": requestId, "cache-control": "no-store" },
      body: undefined,
    });
    expect((await get(id)).status).toBe(404);
    expect((await list()).body).toMatchObject({ items: [] });
    expect(problemOf(await remove(id)).code).toBe("session-not-found");
  });

  test("503 with Retry-After while there is more to delete; the same request goes on", async () => {
    const { start, get, remove, sessions } = await inMemorySessions();
    const { id } = await start();
    const finishDeletion = sessions.finishDeletion.bind(sessions);
    sessions.finishDeletion = () => Promise.resolve(false);
    const unfinished = await remove(id, { "if-match": '"1"' });

    expect(problemOf(unfinished)).toMatchObject({ status: 503, code: "session-deletion-unfinished" });
    expect(unfinished.headers["retry-after"]).toBe("1");
    expect((await get(id)).status).toBe(404);

    sessions.finishDeletion = finishDeletion;
    expect((await remove(id, { "if-match": '"1"' })).status).toBe(204);
  });

  test("428 without If-Match, 412 for another version, 404 when there is none", async () => {
    const { start, remove } = await inMemorySessions();
    const { id } = await start();
    expect(problemOf(await remove(id, {})).code).toBe("precondition-required");
    expect(problemOf(await remove(id, { "if-match": '"2"' })).code).toBe("session-changed");
    expect(problemOf(await remove(missingId)).code).toBe("session-not-found");
  });
});
