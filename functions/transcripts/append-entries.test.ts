import { describe, expect, test } from "bun:test";
import type { Entry } from "../backend/domain/transcript/entry.ts";
import { newEntry } from "../backend/testing/new-entry.ts";
import { maximumEntryBytes } from "./routes.ts";
import { entryOfSize } from "./testing/entry-of-size.ts";
import { inMemoryTranscript } from "./testing/in-memory-transcript.ts";
import { appendedOf, lambdaBytes, pageOf, problemOf } from "./testing/raw-answer.ts";

function json(entries: readonly Entry[]): string {
  return `[${entries.map((entry) => entry.json).join(",")}]`;
}

function lines(entries: readonly Entry[]): string[] {
  return entries.map((entry) => entry.json);
}

describe("POST /sessions/{id}/entries", () => {
  test("tells for each entry its sequence and whether it is new", async () => {
    const { api } = await inMemoryTranscript();
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
    const { api } = await inMemoryTranscript();
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
    const { api } = await inMemoryTranscript();
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
    const { api } = await inMemoryTranscript();
    const entry = newEntry({ id: "a" });
    await api.append(json([entry]));
    const changed = newEntry({ id: "a", text: "changed" });
    const problem = problemOf(await api.append(json([newEntry(), changed])));

    expect(problem).toMatchObject({ status: 409, code: "entry-exists" });
    expect(problem.detail).toContain("the id a, at sequence 1");
    expect(pageOf(await api.list()).lastSequence).toBe(1);
  });

  test("409 when the session has ended, except for what it has already", async () => {
    const { api, endSession } = await inMemoryTranscript();
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
    const { noSession } = await inMemoryTranscript();
    for (const answer of [
      await noSession.append(json([newEntry()])),
      await noSession.list(),
      await noSession.transcript(),
    ]) {
      expect(problemOf(answer)).toMatchObject({ status: 404, code: "session-not-found" });
    }
  });

  test("422 names every fault by its entry and field", async () => {
    const { api } = await inMemoryTranscript();
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
    const { api } = await inMemoryTranscript();
    expect(problemOf(await api.append(body))).toMatchObject({ status: 422, errors: [{ pointer: "#", detail }] });
  });

  test("422 for an entry over several lines, since a transcript is read as lines", async () => {
    const { api } = await inMemoryTranscript();
    const body = JSON.stringify([JSON.parse(newEntry().json)], null, 2);
    expect(problemOf(await api.append(body))).toMatchObject({ status: 422, errors: [{ pointer: "#/0" }] });
  });

  test.each([
    ['[{"id":1},\n {"id":}]', "line 2, column 8"],
    ["[1,]", "line 1, column 4"],
    ["[1", "line 1, column 3"],
    ["nothing", "line 1, column 1"],
  ])("400 says where %p is no JSON", async (body, place) => {
    const { api } = await inMemoryTranscript();
    const problem = problemOf(await api.append(body));
    expect(problem).toMatchObject({ status: 400, code: "malformed-json" });
    expect(problem.detail).toContain(place);
  });

  test("400 says in which line and column lines are no JSON", async () => {
    const { api } = await inMemoryTranscript();
    const problem = problemOf(await api.append([newEntry().json, "", '{"id":}']));
    expect(problem).toMatchObject({ status: 400, code: "malformed-json" });
    expect(problem.detail).toContain("Line 3");
    expect(problem.detail).toContain("column 7");
  });

  test("400 for half a surrogate pair, which could not be kept", async () => {
    const { api } = await inMemoryTranscript();
    expect(problemOf(await api.append('["\ud800"]'))).toMatchObject({ status: 400 });
  });

  test("takes bodies of 4 MiB and gives them back, within Lambda's 6 MB; 413 for more", async () => {
    const { api } = await inMemoryTranscript();
    const entry = entryOfSize(maximumEntryBytes - 10);
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
