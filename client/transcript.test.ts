import { afterAll, beforeAll, expect, test } from "bun:test";
import { startTestApi, type TestApi } from "../local/testing/test-api.ts";
import { answerOf, createDrahtClient, type DrahtClient } from "./draht-client.ts";
import { ProblemError } from "./problem-error.ts";
import { appendEntries, entriesOf, transcriptOf } from "./transcript.ts";

let api: TestApi;
let draht: DrahtClient;
beforeAll(async () => {
  api = await startTestApi();
  draht = createDrahtClient({ url: api.url, token: api.adminToken });
});
afterAll(() => api[Symbol.asyncDispose]());

const onceMore = () => ({ "idempotency-key": crypto.randomUUID() });

/** The id of a running session. */
async function startSession(): Promise<string> {
  const name = `Client ${crypto.randomUUID()}`;
  const client = answerOf(await draht.POST("/clients", { params: { header: onceMore() }, body: { name } }));
  const body = { clientId: client.id, title: "A long run" };
  return answerOf(await draht.POST("/sessions", { params: { header: onceMore() }, body })).id;
}

function entry(number: number, text = "") {
  return { id: `entry-${number}`, timestamp: "2026-11-02T08:17:31.402Z", type: "message", text };
}

test("more entries than fit into a request, or into a page, arrive and come back in order", async () => {
  const id = await startSession();
  const entries = Array.from({ length: 2100 }, (_, index) => entry(index + 1));
  expect(await appendEntries(draht, id, entries)).toEqual({ newCount: 2100, lastSequence: 2100 });

  const found = await Array.fromAsync(entriesOf(draht, id));
  expect(found.map(({ sequence }) => sequence)).toEqual(entries.map((_, index) => index + 1));
  expect(found.map((placed) => placed.entry)).toEqual(entries);
});

test("more bytes than fit into a request, or into an answer, arrive and come back as they were", async () => {
  const id = await startSession();
  const entries = [1, 2, 3].map((number) => entry(number, `${number}`.repeat(2 * 1024 * 1024)));
  expect(await appendEntries(draht, id, entries)).toEqual({ newCount: 3, lastSequence: 3 });

  const parts = await Array.fromAsync(transcriptOf(draht, id));
  expect(parts.length).toBeGreaterThan(1);
  const lines = entries.map((value) => `${JSON.stringify(value)}\n`).join("");
  // Compared by hash: a difference of megabytes helps nobody.
  expect(Bun.hash(parts.join(""))).toBe(Bun.hash(lines));
});

test("what was sent is kept once, and a reader goes on where it stopped", async () => {
  const id = await startSession();
  await appendEntries(draht, id, [entry(1), entry(2)]);
  const again = await appendEntries(draht, id, [entry(1), entry(2), entry(3)]);
  expect(again).toEqual({ newCount: 1, lastSequence: 3 });
  const rest = await Array.fromAsync(entriesOf(draht, id, { after: 2 }));
  expect(rest.map(({ entry: { id: entryId } }) => entryId)).toEqual(["entry-3"]);
});

test("nothing to send sends nothing", async () => {
  const id = await startSession();
  await appendEntries(draht, id, [entry(1)]);
  expect(await appendEntries(draht, id, [])).toEqual({ newCount: 0, lastSequence: undefined });
});

test("an empty transcript has no part", async () => {
  const id = await startSession();
  expect(await Array.fromAsync(transcriptOf(draht, id))).toEqual([]);
});

test("a transcript that is not there is a problem", async () => {
  const missing = "0199f3a2-7c1e-7000-8000-3d1f0a9b2c4d";
  const reading = Array.fromAsync(transcriptOf(draht, missing));
  expect(reading).rejects.toBeInstanceOf(ProblemError);
  expect(Array.fromAsync(entriesOf(draht, missing))).rejects.toMatchObject({ code: "session-not-found" });
});
