import { describe, expect, test } from "bun:test";
import * as v from "valibot";
import type { Entry } from "../backend/domain/transcript/entry.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import { transcriptBindings } from "../backend/di/transcript-bindings.ts";
import { FixedClock } from "../backend/testing/fixed-clock.ts";
import { inMemoryRepositories } from "../backend/testing/in-memory-repositories.ts";
import { InMemoryTranscriptRepository } from "../backend/testing/in-memory-transcript-repository.ts";
import { newClient } from "../backend/testing/new-client.ts";
import { newEntry } from "../backend/testing/new-entry.ts";
import { newSession } from "../backend/testing/new-session.ts";
import { RecordingLogger } from "../backend/testing/recording-logger.ts";
import { requestId } from "../http/testing/invoke.ts";
import { maximumEntryBytes } from "./routes.ts";
import { appendedEntriesSchema, entryPageSchema } from "./schemas.ts";
import { type RawAnswer, TranscriptApi } from "./testing/transcript-api.ts";

/** The quota of a Lambda function's answer. */
const lambdaBytes = 6 * 1024 * 1024;

async function setUp() {
  const { clients, sessions } = inMemoryRepositories(new FixedClock("2026-01-02T03:04:05.678Z"));
  const client = newClient();
  const session = newSession({ clientId: client.id });
  await clients.insert(client);
  await sessions.insert(session);
  const container = transcriptBindings()
    .override(TOKENS.Logger, new RecordingLogger())
    .override(TOKENS.TranscriptRepository, new InMemoryTranscriptRepository(sessions));
  return {
    api: new TranscriptApi(container, session.id),
    noSession: new TranscriptApi(container, Bun.randomUUIDv7()),
    endSession: () => sessions.replace(session, session.change({ state: "completed" }, new Date())),
  };
}

async function filled() {
  const { api } = await setUp();
  await api.append(Array.from({ length: 250 }, () => newEntry().json));
  return api;
}

function json(entries: readonly Entry[]): string {
  return `[${entries.map((entry) => entry.json).join(",")}]`;
}

function lines(entries: readonly Entry[]): string[] {
  return entries.map((entry) => entry.json);
}

/** An entry whose JSON has exactly so many bytes. */
function entryOf(bytes: number): Entry {
  const { json } = newEntry({ text: "" });
  return newEntry({ text: "\\".repeat((bytes - Buffer.byteLength(json)) / 2) });
}

function appendedOf({ status, text }: RawAnswer) {
  expect({ status, text: status === 200 ? "" : text }).toEqual({ status: 200, text: "" });
  return v.parse(appendedEntriesSchema, JSON.parse(text));
}

function pageOf({ status, text }: RawAnswer) {
  expect(status).toBe(200);
  return v.parse(entryPageSchema, JSON.parse(text));
}

/** The parts of a problem that clients tell problems apart by. */
function problemOf({ status, headers, text }: RawAnswer) {
  expect(headers["content-type"]).toBe("application/problem+json");
  expect(headers["x-request-id"]).toBe(requestId);
  const problem = v.parse(
    v.looseObject({ status: v.number(), code: v.string(), detail: v.string() }),
    JSON.parse(text),
  );
  expect(problem.status).toBe(status ?? 0);
  return problem;
}

const sequencesOf = (answer: RawAnswer) => pageOf(answer).items.map(({ sequence }) => sequence);

describe("POST /sessions/{id}/entries", () => {
  test("tells for each entry its sequence and whether it is new", async () => {
    const { api } = await setUp();
    const [a, b, c] = [newEntry(), newEntry(), newEntry()];
    expect(appendedOf(await api.append(json([a, b])))).toEqual({
      entries: [
        { id: a.id, sequence: 1, created: true },
        { id: b.id, sequence: 2, created: true },
      ],
      lastSequence: 2,
    });
    expect(appendedOf(await api.append(lines([b, c, a])))).toEqual({
      entries: [
        { id: b.id, sequence: 2, created: false },
        { id: c.id, sequence: 3, created: true },
        { id: a.id, sequence: 1, created: false },
      ],
      lastSequence: 3,
    });
  });

  test("keeps every entry byte for byte, sent as an array or as lines", async () => {
    const { api } = await setUp();
    const base = '"parentId":null,"timestamp":"2026-01-02T03:04:05Z","type":"message"';
    const texts = [
      `{"id":"a",${base},"n":[1.0,-0,1E+400,0.1e-7,12345678901234567890]}`,
      `{ "id" : "b" ,\t${base}, "x":1, "x":2, "__proto__":{} }`,
      `{"id":"c",${base},"s":"\\u00e9\\ud83d\\/\\n é 🚀 \u2028 \ufeff"}`,
      `{"id":"d",${base},"deep":${"[".repeat(5_000)}${"]".repeat(5_000)}}`,
    ];
    const [a, b, c, d] = texts;
    await api.append(` [ ${a} ,\r\n\t${b}\n] `);
    await api.append(["", `  ${c}\t\r`, "  ", `${d}`]);

    expect((await api.transcript()).text).toBe(texts.map((text) => `${text}\n`).join(""));
    const items = texts.map((text, index) => `{"sequence":${index + 1},"entry":${text}}`).join(",");
    expect((await api.list()).text).toBe(`{"items":[${items}],"lastSequence":4,"hasMore":false}`);
  });

  test("appends behind the sequence that the writer names, else 409 with where the end is", async () => {
    const { api } = await setUp();
    const [a, b, c] = [newEntry(), newEntry(), newEntry()];
    expect(appendedOf(await api.append(json([a]), "after=0")).lastSequence).toBe(1);
    expect(appendedOf(await api.append(json([b]), "after=1")).lastSequence).toBe(2);
    expect(problemOf(await api.append(json([c]), "after=1"))).toMatchObject({
      status: 409,
      code: "transcript-position",
      details: { lastSequence: 2 },
    });
    // The answer to this one was lost: sent again, it is answered as it was.
    expect(appendedOf(await api.append(json([b]), "after=1"))).toMatchObject({ lastSequence: 2 });
    expect(pageOf(await api.list()).lastSequence).toBe(2);
  });

  test("409 names an id that stands for another entry, and appends nothing", async () => {
    const { api } = await setUp();
    const entry = newEntry({ id: "a" });
    await api.append(json([entry]));
    const changed = newEntry({ id: "a", text: "changed" });
    const problem = problemOf(await api.append(json([newEntry(), changed])));

    expect(problem).toMatchObject({ status: 409, code: "entry-exists" });
    expect(problem.detail).toContain("the id a, at sequence 1");
    expect(pageOf(await api.list()).lastSequence).toBe(1);
  });

  test("409 when the session has ended, except for what it has already", async () => {
    const { api, endSession } = await setUp();
    const entry = newEntry();
    await api.append(json([entry]));
    await endSession();

    expect(problemOf(await api.append(json([entry, newEntry()])))).toMatchObject({
      status: 409,
      code: "session-ended",
    });
    expect(appendedOf(await api.append(json([entry]))).entries).toEqual([
      { id: entry.id, sequence: 1, created: false },
    ]);
  });

  test("404 when there is no such session", async () => {
    const { noSession } = await setUp();
    for (const answer of [
      await noSession.append(json([newEntry()])),
      await noSession.list(),
      await noSession.transcript(),
    ]) {
      expect(problemOf(answer)).toMatchObject({ status: 404, code: "session-not-found" });
    }
  });

  test("422 names every fault by its entry and field", async () => {
    const { api } = await setUp();
    const entry = newEntry();
    const faulty = `{"id":"a b","parentId":7,"timestamp":"2026-02-30T00:00:00Z","type":""}`;
    expect(problemOf(await api.append(`[${entry.json},${faulty},"text",${entry.json}]`))).toMatchObject({
      status: 422,
      code: "validation-failed",
      errors: [
        { pointer: "#/1/id" },
        { pointer: "#/1/parentId" },
        { pointer: "#/1/timestamp" },
        { pointer: "#/1/type" },
        { pointer: "#/2", detail: "Must be a JSON object." },
        { pointer: "#/3/id", detail: "Is the id of entry 0 of this batch, too." },
      ],
    });
  });

  test.each([
    ["an object in place of an array", newEntry().json, "Must be a JSON array of entries."],
    ["no entries", "[]", "Must hold 1 to 1000 entries; it holds 0."],
    ["too many entries", `[${"1,".repeat(1_000)}1]`, "Must hold 1 to 1000 entries; it holds 1001."],
  ])("422 for %s", async (_, body, detail) => {
    const { api } = await setUp();
    expect(problemOf(await api.append(body))).toMatchObject({ status: 422, errors: [{ pointer: "#", detail }] });
  });

  test("422 for an entry over several lines, since a transcript is read as lines", async () => {
    const { api } = await setUp();
    const body = JSON.stringify([JSON.parse(newEntry().json)], null, 2);
    expect(problemOf(await api.append(body))).toMatchObject({ status: 422, errors: [{ pointer: "#/0" }] });
  });

  test.each([
    ['[{"id":1},\n {"id":}]', "line 2, column 8"],
    ["[1,]", "line 1, column 4"],
    ["[1", "line 1, column 3"],
    ["nothing", "line 1, column 1"],
  ])("400 says where %p is no JSON", async (body, place) => {
    const { api } = await setUp();
    const problem = problemOf(await api.append(body));
    expect(problem).toMatchObject({ status: 400, code: "malformed-json" });
    expect(problem.detail).toContain(place);
  });

  test("400 says in which line and column lines are no JSON", async () => {
    const { api } = await setUp();
    const problem = problemOf(await api.append([newEntry().json, "", '{"id":}']));
    expect(problem).toMatchObject({ status: 400, code: "malformed-json" });
    expect(problem.detail).toContain("Line 3");
    expect(problem.detail).toContain("column 7");
  });

  test("400 for half a surrogate pair, which could not be kept", async () => {
    const { api } = await setUp();
    expect(problemOf(await api.append('["\ud800"]'))).toMatchObject({ status: 400 });
  });

  test("takes bodies of 4 MiB and gives them back, within Lambda's 6 MB; 413 for more", async () => {
    const { api } = await setUp();
    const entry = entryOf(maximumEntryBytes - 10);
    const body = `[${entry.json}]`.padEnd(maximumEntryBytes);
    expect(appendedOf(await api.append(body)).lastSequence).toBe(1);

    for (const answer of [await api.list(), await api.transcript()]) {
      expect(answer.status).toBe(200);
      expect(answer.text.includes(entry.json)).toBeTrue();
      expect(answer.payloadBytes).toBeLessThan(lambdaBytes);
    }
    const problem = problemOf(await api.append(`${body} `));
    expect(problem).toMatchObject({ status: 413, code: "content-too-large" });
    expect(problem.detail).toContain("4194304 bytes");
    expect(problemOf(await api.append([body])).status).toBe(413);
  });
});

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
    await api.append(json([newEntry()]));
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

describe("GET /sessions/{id}/transcript", () => {
  test("gives lines, and says where it ends", async () => {
    const { api } = await setUp();
    const entries = [newEntry(), newEntry(), newEntry()];
    await api.append(json(entries));
    const whole = await api.transcript();
    expect(whole.headers).toMatchObject({
      "content-type": "application/x-ndjson",
      "x-last-sequence": "3",
      "x-transcript-length": "3",
    });
    expect(whole.headers["link"]).toBeUndefined();
    expect(whole.text).toBe(entries.map((entry) => `${entry.json}\n`).join(""));

    const tail = await api.transcript("after=3");
    expect(tail).toMatchObject({ status: 200, text: "", headers: { "x-last-sequence": "3" } });
  });

  test("names the next part where it is too much for one answer", async () => {
    const { api } = await setUp();
    const entries = Array.from({ length: 11 }, () => entryOf(1_000_000));
    for (const entry of entries) await api.append(json([entry]));
    const first = await api.transcript();

    expect(first.headers).toMatchObject({
      link: '<?after=4>; rel="next"',
      "x-last-sequence": "4",
      "x-transcript-length": "11",
    });
    expect(first.payloadBytes).toBeLessThan(lambdaBytes);
    expect((await api.wholeTranscript()) === entries.map((entry) => `${entry.json}\n`).join("")).toBeTrue();
  });
});
