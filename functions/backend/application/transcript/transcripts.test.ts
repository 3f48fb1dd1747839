import { describe, expect, test } from "bun:test";
import { ServiceUnavailableException } from "../../domain/exception/service-unavailable-exception.ts";
import { SessionNotFoundException } from "../../domain/session/session-not-found-exception.ts";
import { jsonTexts } from "../../testing/json-texts.ts";
import { newEntry } from "../../testing/new-entry.ts";
import { rejection } from "../../testing/rejection.ts";
import type { TranscriptPage, TranscriptQuery, TranscriptRepository } from "../ports/transcript-repository.ts";
import { AppendEntries } from "./append-entries.ts";
import { ReadEntries } from "./read-entries.ts";
import { ReadTranscript } from "./read-transcript.ts";

/** A transcript that somebody else appends to whenever this writer looks, for so many times. */
function busyTranscripts(busyTries: number) {
  const tries = { count: 0 };
  const transcripts: TranscriptRepository = {
    createWriter: (sessionId) => ({
      findEnd: async () => ({ sessionId, state: "running", lastSequence: tries.count, known: new Map() }),
      append: async () => (tries.count += 1) > busyTries,
    }),
    findPage: async () => null,
  };
  return { transcripts, tries };
}

const input = { sessionId: "session", texts: jsonTexts([newEntry({ id: "a" })]), after: undefined };

describe("AppendEntries", () => {
  test("tries again as long as others append, and tells the sequence that it got", async () => {
    const { transcripts } = busyTranscripts(3);
    const { receipts } = await new AppendEntries(transcripts).execute(input);
    expect(receipts).toEqual([{ id: "a", sequence: 4, isNew: true }]);
  });

  test("gives up for now when that goes on", async () => {
    const { transcripts, tries } = busyTranscripts(Infinity);
    expect(await rejection(new AppendEntries(transcripts).execute(input))).toBeInstanceOf(ServiceUnavailableException);
    expect(tries.count).toBe(20);
  });
});

/** Pages of at most `stepBytes`, as DynamoDB ends an answer at 1 MB. */
function reading(texts: readonly string[], stepBytes: number) {
  const queries: TranscriptQuery[] = [];
  const findPage = async (query: TranscriptQuery): Promise<TranscriptPage> => {
    queries.push(query);
    let bytes = 0;
    const entries = texts
      .map((json, index) => ({ sequence: index + 1, json }))
      .filter(({ sequence }) => sequence > query.after)
      .filter(({ json }, index) => (bytes += json.length) <= Math.min(stepBytes, query.maximumBytes) || index === 0);
    return { entries, lastSequence: texts.length };
  };
  const transcripts: TranscriptRepository = { ...busyTranscripts(0).transcripts, findPage };
  return { queries, readTranscript: new ReadTranscript(new ReadEntries(transcripts)) };
}

describe("ReadTranscript", () => {
  test("reads on until the part has at least half of the bytes that it may have", async () => {
    const { queries, readTranscript } = reading(
      Array.from({ length: 100 }, () => "12345"),
      20,
    );
    const { entries, hasMore } = await readTranscript.execute({ sessionId: "session", after: 10, maximumBytes: 100 });

    expect(entries.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 12 }, (_, index) => index + 11));
    expect(hasMore).toBeTrue();
    expect(queries.map(({ after }) => after)).toEqual([10, 14, 18]);
  });

  test("leaves an entry that is too large for the rest of the part to the next part", async () => {
    const { readTranscript } = reading(["1", "x".repeat(99), "3"], 1);
    const first = await readTranscript.execute({ sessionId: "session", after: 0, maximumBytes: 50 });
    expect(first).toMatchObject({ entries: [{ sequence: 1 }], hasMore: true, lastSequence: 3 });
    const second = await readTranscript.execute({ sessionId: "session", after: 1, maximumBytes: 50 });
    expect(second).toMatchObject({ entries: [{ sequence: 2 }], hasMore: true });
    const third = await readTranscript.execute({ sessionId: "session", after: 2, maximumBytes: 50 });
    expect(third).toMatchObject({ entries: [{ sequence: 3 }], hasMore: false });
  });

  test("finds nothing of a session that does not exist", async () => {
    const { transcripts } = busyTranscripts(0);
    const readTranscript = new ReadTranscript(new ReadEntries(transcripts));
    expect(
      await rejection(readTranscript.execute({ sessionId: "session", after: 0, maximumBytes: 50 })),
    ).toBeInstanceOf(SessionNotFoundException);
  });
});
