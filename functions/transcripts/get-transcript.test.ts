import { describe, expect, test } from "bun:test";
import { newEntry } from "../backend/testing/new-entry.ts";
import { entryOfSize } from "./testing/entry-of-size.ts";
import { inMemoryTranscript } from "./testing/in-memory-transcript.ts";
import { lambdaBytes } from "./testing/raw-answer.ts";

describe("GET /sessions/{id}/transcript", () => {
  test("gives lines, and says where it ends", async () => {
    const { api } = await inMemoryTranscript();
    const entries = [newEntry(), newEntry(), newEntry()];
    await api.append(entries.map((entry) => entry.json));
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

  test("goes no further than the transcript where nothing can come behind the sequence that is asked for", async () => {
    const { api } = await inMemoryTranscript();
    await api.append([newEntry().json]);
    expect(await api.transcript("after=9")).toMatchObject({
      status: 200,
      text: "",
      headers: { "x-last-sequence": "1" },
    });
  });

  test("names the next part where it is too much for one answer", async () => {
    const { api } = await inMemoryTranscript();
    const entries = Array.from({ length: 11 }, () => entryOfSize(1_000_000));
    for (const entry of entries) await api.append([entry.json]);
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
