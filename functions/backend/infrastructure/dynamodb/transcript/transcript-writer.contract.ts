import { beforeEach, describe, expect, test } from "bun:test";
import { AppendEntries } from "../../../application/transcript/append-entries.ts";
import { ServiceUnavailableException } from "../../../domain/exception/service-unavailable-exception.ts";
import type { AppendPlan } from "../../../domain/transcript/append-plan.ts";
import type { Entry } from "../../../domain/transcript/entry.ts";
import { FixedClock } from "../../../testing/fixed-clock.ts";
import { jsonTexts } from "../../../testing/json-texts.ts";
import { newEntry } from "../../../testing/new-entry.ts";
import { StoredTranscript, type TranscriptRepositories } from "../../../testing/stored-transcript.ts";

const later = new Date("2026-02-03T04:05:06.789Z");

/**
 * What the writers of every TranscriptRepository do. A part of its contract.
 *
 * @param createRepositories Gives empty repositories with this clock.
 */
export function describeTranscriptWriter(
  createRepositories: (clock: FixedClock) => Promise<TranscriptRepositories>,
): void {
  describe("a writer", () => {
    let clock: FixedClock;
    let repositories: TranscriptRepositories;
    let transcript: StoredTranscript;

    beforeEach(async () => {
      clock = new FixedClock("2026-01-02T03:04:05.678Z");
      repositories = await createRepositories(clock);
      transcript = await StoredTranscript.start(repositories);
    });

    /** As a writer does who is told to try again. */
    async function appendUntilItSucceeds(batch: readonly Entry[]): Promise<AppendPlan> {
      const input = { sessionId: transcript.session.id, texts: jsonTexts(batch), after: undefined };
      try {
        return await new AppendEntries(repositories.transcripts).execute(input);
      } catch (error) {
        expect(error).toBeInstanceOf(ServiceUnavailableException);
        return appendUntilItSucceeds(batch);
      }
    }

    test("finds an empty transcript, and nothing of a session that does not exist", async () => {
      expect(await transcript.createWriter([newEntry()]).findEnd()).toEqual({
        sessionId: transcript.session.id,
        state: "running",
        lastSequence: 0,
        known: new Map(),
      });
      expect(await repositories.transcripts.createWriter(Bun.randomUUIDv7(), [newEntry()]).findEnd()).toBeNull();
      expect(await transcript.read()).toEqual({ entries: [], lastSequence: 0 });
      expect(await transcript.read({ sessionId: Bun.randomUUIDv7() })).toBeNull();
    });

    test("appends behind what is there, and each text comes back as it was", async () => {
      const texts = ['{"id":"a","n":1.0,"n":1e400}', '{ "id" : "b", "é": "\\u00e9\\ud83d" ,\t"x":[ ] }', '{"id":"c"}'];
      const [first, second, third] = texts.map((json, index) => ({ id: "abc".charAt(index), json }));
      if (first === undefined || second === undefined || third === undefined) throw new Error("Three texts.");

      expect(await transcript.append([first, second])).toBeTrue();
      expect(await transcript.append([third])).toBeTrue();
      expect(await transcript.read()).toEqual({
        entries: texts.map((json, index) => ({ sequence: index + 1, json })),
        lastSequence: 3,
      });
    });

    test("tells of its batch what the transcript has, and whether the text is the same", async () => {
      const [same, other, fresh] = [newEntry(), newEntry(), newEntry()];
      await transcript.append([newEntry(), same, other]);

      const changed = { ...other, json: other.json.replace("message", "note") };
      expect(await transcript.createWriter([fresh, changed, same]).findEnd()).toEqual({
        sessionId: transcript.session.id,
        state: "running",
        lastSequence: 3,
        known: new Map([
          [changed.id, { sequence: 3, isSame: false }],
          [same.id, { sequence: 2, isSame: true }],
        ]),
      });
    });

    test("appends the part of its batch that is new", async () => {
      const [known, fresh] = [newEntry(), newEntry()];
      await transcript.append([known]);
      expect(await transcript.append([known, fresh], [fresh])).toBeTrue();
      expect(await transcript.readAll()).toEqual([known.json, fresh.json]);
    });

    test("appends nothing when somebody else has appended since it looked, and all after it looked again", async () => {
      const [mine, another] = [newEntry(), newEntry()];
      const writer = transcript.createWriter([mine]);
      await writer.findEnd();
      await transcript.append([another]);

      expect(await writer.append([mine])).toBeFalse();
      expect(await transcript.readAll()).toEqual([another.json]);
      expect(await writer.findEnd()).toMatchObject({ lastSequence: 1 });
      expect(await writer.append([mine])).toBeTrue();
      expect(await transcript.readAll()).toEqual([another.json, mine.json]);
    });

    test("finds its own entries when the same batch was sent twice at once", async () => {
      const batch = [newEntry(), newEntry()];
      const writer = transcript.createWriter(batch);
      await writer.findEnd();
      await transcript.append(batch);

      expect(await writer.append(batch)).toBeFalse();
      expect((await writer.findEnd())?.known.size).toBe(2);
    });

    test("appends nothing to a session that has ended or whose deletion has begun", async () => {
      const entry = newEntry();
      const writer = transcript.createWriter([entry]);
      await writer.findEnd();
      const ended = transcript.session.change({ state: "completed" }, later);
      await repositories.sessions.replace(transcript.session, ended);
      expect(await writer.append([entry])).toBeFalse();
      expect(await writer.findEnd()).toMatchObject({ state: "completed" });

      await repositories.sessions.beginDeletion(ended);
      expect(await writer.append([entry])).toBeFalse();
      expect(await writer.findEnd()).toBeNull();
      expect(await transcript.read()).toBeNull();
    });

    test("finds nothing of a session that has expired", async () => {
      const expiring = await transcript.another({ expiresAt: "2026-01-03T00:00:00Z" });
      await expiring.append([newEntry()]);
      clock.time = new Date("2026-01-03T00:00:00Z");

      expect(await expiring.createWriter([newEntry()]).findEnd()).toBeNull();
      expect(await expiring.read()).toBeNull();
    });

    test("keeps transcripts apart, though their entries have the same ids", async () => {
      const another = await transcript.another();
      const entry = newEntry();
      await transcript.append([entry]);
      expect(await another.append([entry])).toBeTrue();
      expect(await another.read()).toEqual({
        entries: [{ sequence: 1, json: entry.json }],
        lastSequence: 1,
      });
    });

    test("appends the largest batch, of small entries and of one that no compression makes smaller", async () => {
      const small = Array.from({ length: 1_000 }, () => newEntry({ text: "a".repeat(100) }));
      expect(await transcript.append(small)).toBeTrue();
      const random = crypto.getRandomValues(new Uint8Array(1024 * 1024));
      const large = newEntry({ image: Buffer.concat([random, random.toReversed(), random]).toString("base64") });
      expect(Buffer.byteLength(large.json)).toBeGreaterThan(4_000_000);
      expect(await transcript.append([large])).toBeTrue();
      const mixed = Array.from({ length: 60 }, (_, index) =>
        newEntry({ image: random.toBase64().slice(0, index * 2_000) }),
      );
      expect(await transcript.append(mixed)).toBeTrue();

      expect(await transcript.readAll()).toEqual([...small, large, ...mixed].map(({ json }) => json));
    });

    test("of 10 at the same time, all succeed, each batch in one piece", async () => {
      const batches = Array.from({ length: 10 }, (_, writer) =>
        Array.from({ length: 1 + (writer % 3) }, () => newEntry({ writer })),
      );
      const plans = await Promise.all(batches.map((batch) => appendUntilItSucceeds(batch)));

      const inOrder = batches
        .map((batch, index) => ({ batch, start: plans[index]?.receipts[0]?.sequence ?? 0 }))
        .sort((a, b) => a.start - b.start);
      expect(await transcript.readAll()).toEqual(inOrder.flatMap(({ batch }) => batch.map(({ json }) => json)));
    });
  });
}
