import { describe, expect, test } from "bun:test";
import * as v from "valibot";
import { ServiceUnavailableException } from "../backend/domain/exception/service-unavailable-exception.ts";
import { newClient } from "../backend/testing/new-client.ts";
import { pagesOf } from "../http/testing/pages-of.ts";
import { problemOf } from "../http/testing/problem-of.ts";
import { sessionPageSchema } from "./schemas.ts";
import { inMemorySessions } from "./testing/in-memory-sessions.ts";

const missingId = "0199f3a2-7c1e-7000-8000-3d1f0a9b2c4d";

describe("GET /sessions", () => {
  test("pages through all, or those of a client, in a state or with a category", async () => {
    const { start, list, patch, clients, client, category } = await inMemorySessions();
    const other = newClient();
    await clients.insert(other);
    for (const title of ["A", "B"]) await start({ title });
    await start({ title: "C", clientId: other.id });
    const { id } = await start({ title: "D", categoryId: null });
    await patch(id, { state: "failed" });

    expect(await pagesOf(list, "limit=3", "title")).toEqual([["D", "C", "B"], ["A"]]);
    expect(await pagesOf(list, `limit=2&clientId=${client.id}`, "title")).toEqual([["D", "B"], ["A"]]);
    expect(await pagesOf(list, "limit=2&state=running", "title")).toEqual([["C", "B"], ["A"]]);
    expect(await pagesOf(list, "state=failed", "title")).toEqual([["D"]]);
    expect(await pagesOf(list, `categoryId=${category.id}`, "title")).toEqual([["B", "A"]]);
    expect(await pagesOf(list, `clientId=${missingId}`, "title")).toEqual([[]]);
  });

  test("is in the order of startedAt, also of a session that only a later try could start", async () => {
    const { clock, sessions, post, start, list } = await inMemorySessions();
    const headers = { "idempotency-key": "8f5c3a52-3f6a-4c33-9d2b-6a5d1a2b3c4d" };
    const insert = sessions.insert.bind(sessions);
    sessions.insert = () => Promise.reject(new ServiceUnavailableException("overloaded", "Wait.", 1));
    expect((await post({ title: "A" }, headers)).status).toBe(503);
    sessions.insert = insert;

    clock.time = new Date("2026-01-02T03:04:06.000Z");
    await start({ title: "B" });
    clock.time = new Date("2026-01-02T03:04:07.000Z");
    expect((await post({ title: "A" }, headers)).status).toBe(201);

    const { items } = v.parse(sessionPageSchema, (await list()).body);
    expect(items.map(({ title, startedAt }) => [title, startedAt])).toEqual([
      ["B", "2026-01-02T03:04:06.000Z"],
      ["A", "2026-01-02T03:04:05.678Z"],
    ]);
  });

  test("400 for filters that are wrong or more than one", async () => {
    const { list, client } = await inMemorySessions();
    expect(problemOf(await list("state=deleting"))).toMatchObject({
      status: 400,
      errors: [{ parameter: "state", detail: "Must be one of running, completed, failed, cancelled." }],
    });
    expect(problemOf(await list(`state=running&clientId=${client.id}`))).toMatchObject({
      status: 400,
      errors: [
        { parameter: "state", detail: "Cannot be combined with clientId: send one of clientId, state, categoryId." },
      ],
    });
  });

  test("400 for a cursor that is none, or belongs to another listing", async () => {
    const { start, list } = await inMemorySessions();
    for (const title of ["A", "B"]) await start({ title });
    const { nextCursor } = v.parse(sessionPageSchema, (await list("limit=1")).body);

    expect(problemOf(await list("cursor=nonsense"))).toMatchObject({ status: 400, code: "invalid-cursor" });
    expect(problemOf(await list(`state=running&cursor=${nextCursor}`))).toMatchObject({ code: "invalid-cursor" });
  });
});
