import { describe, expect, test } from "bun:test";
import { newEntry } from "../backend/testing/new-entry.ts";
import { inMemoryTranscript } from "./testing/in-memory-transcript.ts";
import { pageOf, problemOf, type RawAnswer } from "./testing/raw-answer.ts";

async function filled() {
  const { api } = await inMemoryTranscript();
  await api.append(Array.from({ length: 250 }, () => newEntry().json));
  return api;
}

const sequencesOf = (answer: RawAnswer) => pageOf(answer).items.map(({ sequence }) => sequence);

describe("GET /sessions/{id}/entries", () => {
  test("pages forward from any sequence", async () => {
    const api = await filled();
    const first = await api.list();
    expect(first.headers["content-type"]).toBe("application/json");
    expect(pageOf(first)).toMatchObject({ lastSequence: 250, hasMore: true });
    expect(sequencesOf(first)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
    expect(sequencesOf(await api.list("after=247"))).toEqual([248, 249, 250]);
    expect(pageOf(await api.list("after=247")).hasMore).toBeFalse();
  });

  test("pages backward, the last entries first", async () => {
    const api = await filled();
    expect(sequencesOf(await api.list("order=desc&limit=3"))).toEqual([250, 249, 248]);
    const last = await api.list("order=desc&limit=3&before=3");
    expect(sequencesOf(last)).toEqual([2, 1]);
    expect(pageOf(last).hasMore).toBeFalse();
  });

  test("reads a range", async () => {
    const api = await filled();
    const range = await api.list("after=10&before=14&limit=2");
    expect(sequencesOf(range)).toEqual([11, 12]);
    expect(pageOf(range).hasMore).toBeTrue();
    expect(pageOf(await api.list("after=12&before=14&limit=2")).hasMore).toBeFalse();
  });

  test("answers a reader who is at the end with nothing but where that is, and 304 as long as it stays there", async () => {
    const api = await filled();
    const end = await api.list("after=250");
    expect(pageOf(end)).toEqual({ items: [], lastSequence: 250, hasMore: false });
    const headers = { "if-none-match": String(end.headers["etag"]) };
    expect((await api.list("after=250", headers)).status).toBe(304);
    await api.append([newEntry().json]);
    expect((await api.list("after=250", headers)).status).toBe(200);
  });

  test.each(["after=-1", "after=1.5", "after=", "before=0", "order=down", "limit=0", "limit=1001", "page=2"])(
    "400 for %s",
    async (query) => {
      const api = await filled();
      expect(problemOf(await api.list(query))).toMatchObject({ status: 400, code: "invalid-request" });
    },
  );
});
