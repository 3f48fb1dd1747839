import { beforeEach, describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { AppendEntries } from "../../../application/transcript/append-entries.ts";
import type { ClientRepository } from "../../../application/ports/client-repository.ts";
import type { SessionRepository } from "../../../application/ports/session-repository.ts";
import type { TranscriptQuery, TranscriptRepository } from "../../../application/ports/transcript-repository.ts";
import { ServiceUnavailableException } from "../../../domain/exception/service-unavailable-exception.ts";
import type { AppendPlan } from "../../../domain/transcript/append-plan.ts";
import type { Entry } from "../../../domain/transcript/entry.ts";
import type { Session } from "../../../domain/session/session.ts";
import { FixedClock } from "../../../testing/fixed-clock.ts";
import { jsonTexts } from "../../../testing/json-texts.ts";
import { newClient } from "../../../testing/new-client.ts";
import { newEntry } from "../../../testing/new-entry.ts";
import { newSession } from "../../../testing/new-session.ts";

const later = new Date("2026-02-03T04:05:06.789Z");

export interface TranscriptRepositories {
  readonly transcripts: TranscriptRepository;
  readonly sessions: SessionRepository;
  readonly clients: ClientRepository;
}

/**
 * What every TranscriptRepository does.
 *
 * @param name Of the implementation.
 * @param createRepositories Gives empty repositories with this clock.
 */
export function describeTranscriptRepository(
  name: string,
  createRepositories: (clock: FixedClock) => Promise<TranscriptRepositories>,
): void {
  describe(`TranscriptRepository: ${name}`, () => {
    let clock: FixedClock;
    let transcripts: TranscriptRepository;
    let sessions: SessionRepository;
    let clientId: string;
    let session: Session;
    let sessionId: string;

    beforeEach(async () => {
      clock = new FixedClock("2026-01-02T03:04:05.678Z");
      const repositories = await createRepositories(clock);
      ({ transcripts, sessions } = repositories);
      const client = newClient();
      clientId = client.id;
      await repositories.clients.insert(client);
      session = await startSession();
      sessionId = session.id;
    });

    async function startSession(values: Partial<Parameters<typeof newSession>[0]> = {}): Promise<Session> {
      const started = newSession({ clientId, ...values });
      await sessions.insert(started);
      return started;
    }

    async function append(batch: readonly Entry[], additions = batch, id = sessionId): Promise<boolean> {
      const writer = transcripts.createWriter(id, batch);
      expect(await writer.findEnd()).not.toBeNull();
      return writer.append(additions);
    }

    /** Sizes of batches; their entries vary in size, so that some need chunks. */
    async function fill(sizes: readonly number[]): Promise<string[]> {
      const batches = sizes.map((size) =>
        Array.from({ length: size }, (_, index) =>
          newEntry({
            data: Buffer.from(crypto.getRandomValues(new Uint8Array(index % 4 === 0 ? 9_000 : 10))).toString("hex"),
          }),
        ),
      );
      for (const batch of batches) expect(await append(batch)).toBeTrue();
      return batches.flat().map(({ json }) => json);
    }

    /** As a writer does who is told to try again. */
    async function appendUntilItSucceeds(batch: readonly Entry[]): Promise<AppendPlan> {
      const input = { sessionId, texts: jsonTexts(batch), after: undefined };
      try {
        return await new AppendEntries(transcripts).execute(input);
      } catch (error) {
        expect(error).toBeInstanceOf(ServiceUnavailableException);
        return appendUntilItSucceeds(batch);
      }
    }

    /** Everything, unless the query says otherwise. */
    function read(query: Partial<TranscriptQuery> = {}) {
      const whole = { sessionId, after: 0, before: undefined, order: "ascending", limit: 1000 } as const;
      return transcripts.findPage({ ...whole, maximumBytes: 4 * 1024 * 1024, ...query });
    }

    /** Page after page, in the order that is given. */
    async function readAll({ order = "ascending", ...query }: Partial<TranscriptQuery> = {}): Promise<string[]> {
      const all: string[] = [];
      for (let edge: number | undefined; ;) {
        const page = await read({
          ...query,
          order,
          ...(order === "ascending" ? { after: edge ?? 0 } : { before: edge }),
        });
        if (page === null || page.entries.length === 0) return all;
        all.push(...page.entries.map(({ json }) => json));
        edge = page.entries.at(-1)?.sequence;
      }
    }

    describe("a writer", () => {
      test("finds an empty transcript, and nothing of a session that does not exist", async () => {
        expect(await transcripts.createWriter(sessionId, [newEntry()]).findEnd()).toEqual({
          sessionId,
          state: "running",
          lastSequence: 0,
          known: new Map(),
        });
        expect(await transcripts.createWriter(Bun.randomUUIDv7(), [newEntry()]).findEnd()).toBeNull();
        expect(await read()).toEqual({ entries: [], lastSequence: 0 });
        expect(await read({ sessionId: Bun.randomUUIDv7() })).toBeNull();
      });

      test("appends behind what is there, and each text comes back as it was", async () => {
        const texts = [
          '{"id":"a","n":1.0,"n":1e400}',
          '{ "id" : "b", "é": "\\u00e9\\ud83d" ,\t"x":[ ] }',
          '{"id":"c"}',
        ];
        const [first, second, third] = texts.map((json, index) => ({ id: "abc".charAt(index), json }));
        if (first === undefined || second === undefined || third === undefined) throw new Error("Three texts.");

        expect(await append([first, second])).toBeTrue();
        expect(await append([third])).toBeTrue();
        expect(await read()).toEqual({
          entries: texts.map((json, index) => ({ sequence: index + 1, json })),
          lastSequence: 3,
        });
      });

      test("tells of its batch what the transcript has, and whether the text is the same", async () => {
        const [same, other, fresh] = [newEntry(), newEntry(), newEntry()];
        await append([newEntry(), same, other]);

        const changed = { ...other, json: other.json.replace("message", "note") };
        expect(await transcripts.createWriter(sessionId, [fresh, changed, same]).findEnd()).toEqual({
          sessionId,
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
        await append([known]);
        expect(await append([known, fresh], [fresh])).toBeTrue();
        expect(await readAll()).toEqual([known.json, fresh.json]);
      });

      test("appends nothing when somebody else has appended since it looked, and all after it looked again", async () => {
        const [mine, another] = [newEntry(), newEntry()];
        const writer = transcripts.createWriter(sessionId, [mine]);
        await writer.findEnd();
        await append([another]);

        expect(await writer.append([mine])).toBeFalse();
        expect(await readAll()).toEqual([another.json]);
        expect(await writer.findEnd()).toMatchObject({ lastSequence: 1 });
        expect(await writer.append([mine])).toBeTrue();
        expect(await readAll()).toEqual([another.json, mine.json]);
      });

      test("finds its own entries when the same batch was sent twice at once", async () => {
        const batch = [newEntry(), newEntry()];
        const writer = transcripts.createWriter(sessionId, batch);
        await writer.findEnd();
        await append(batch);

        expect(await writer.append(batch)).toBeFalse();
        expect((await writer.findEnd())?.known.size).toBe(2);
      });

      test("appends nothing to a session that has ended or whose deletion has begun", async () => {
        const entry = newEntry();
        const writer = transcripts.createWriter(sessionId, [entry]);
        await writer.findEnd();
        const ended = session.change({ state: "completed" }, later);
        await sessions.replace(session, ended);
        expect(await writer.append([entry])).toBeFalse();
        expect(await writer.findEnd()).toMatchObject({ state: "completed" });

        await sessions.beginDeletion(ended);
        expect(await writer.append([entry])).toBeFalse();
        expect(await writer.findEnd()).toBeNull();
        expect(await read()).toBeNull();
      });

      test("finds nothing of a session that has expired", async () => {
        const { id } = await startSession({ expiresAt: "2026-01-03T00:00:00Z" });
        await append([newEntry()], undefined, id);
        clock.time = new Date("2026-01-03T00:00:00Z");

        expect(await transcripts.createWriter(id, [newEntry()]).findEnd()).toBeNull();
        expect(await read({ sessionId: id })).toBeNull();
      });

      test("keeps transcripts apart, though their entries have the same ids", async () => {
        const another = await startSession();
        const entry = newEntry();
        await append([entry]);
        expect(await append([entry], undefined, another.id)).toBeTrue();
        expect(await read({ sessionId: another.id })).toEqual({
          entries: [{ sequence: 1, json: entry.json }],
          lastSequence: 1,
        });
      });

      test("appends the largest batch, of small entries and of one that no compression makes smaller", async () => {
        const small = Array.from({ length: 1_000 }, () => newEntry({ text: "a".repeat(100) }));
        expect(await append(small)).toBeTrue();
        const random = crypto.getRandomValues(new Uint8Array(1024 * 1024));
        const large = newEntry({ image: Buffer.concat([random, random.toReversed(), random]).toString("base64") });
        expect(Buffer.byteLength(large.json)).toBeGreaterThan(4_000_000);
        expect(await append([large])).toBeTrue();
        const mixed = Array.from({ length: 60 }, (_, index) =>
          newEntry({ image: random.toBase64().slice(0, index * 2_000) }),
        );
        expect(await append(mixed)).toBeTrue();

        expect(await readAll()).toEqual([...small, large, ...mixed].map(({ json }) => json));
      });

      test("of 10 at the same time, all succeed, each batch in one piece", async () => {
        const batches = Array.from({ length: 10 }, (_, writer) =>
          Array.from({ length: 1 + (writer % 3) }, () => newEntry({ writer })),
        );
        const plans = await Promise.all(batches.map((batch) => appendUntilItSucceeds(batch)));

        const inOrder = batches
          .map((batch, index) => ({ batch, start: plans[index]?.receipts[0]?.sequence ?? 0 }))
          .sort((a, b) => a.start - b.start);
        expect(await readAll()).toEqual(inOrder.flatMap(({ batch }) => batch.map(({ json }) => json)));
      });
    });

    describe("a page", () => {
      test("is the part that the query asks for", async () => {
        const texts = await fill([1, 1, 30, 2, 1, 1, 12, 1]);
        const edge = fc.nat({ max: texts.length + 3 });
        await fc.assert(
          fc.asyncProperty(
            fc.record({
              after: edge,
              before: fc.option(
                edge.map((sequence) => sequence + 1),
                { nil: undefined },
              ),
              order: fc.constantFrom("ascending", "descending"),
              limit: fc.integer({ min: 1, max: 60 }),
            }),
            async ({ after, before, order, limit }) => {
              const range = texts
                .map((json, index) => ({ sequence: index + 1, json }))
                .filter(({ sequence }) => sequence > after && sequence < (before ?? Infinity));
              const expected = (order === "ascending" ? range : range.toReversed()).slice(0, limit);
              expect(await read({ after, before, order, limit })).toEqual({
                entries: expected,
                lastSequence: texts.length,
              });
            },
          ),
          { numRuns: 60 },
        );
      });

      test("ends before it has too many bytes, and has at least one entry", async () => {
        const texts = await fill([3, 1, 20, 1, 1, 9]);
        const sizes = texts.map((json) => Buffer.byteLength(json));
        await fc.assert(
          fc.asyncProperty(
            fc.constantFrom("ascending", "descending"),
            fc.integer({ min: 1, max: 60_000 }),
            async (order, maximumBytes) => {
              const { entries } = (await read({ order, maximumBytes })) ?? { entries: [] };
              const byteCount = entries.reduce((sum, { sequence }) => sum + (sizes[sequence - 1] ?? 0), 0);
              expect(entries.length).toBeGreaterThan(0);
              if (entries.length > 1) expect(byteCount).toBeLessThanOrEqual(maximumBytes);
            },
          ),
          { numRuns: 20 },
        );
        expect(await readAll({ maximumBytes: 40_000 })).toEqual(texts);
        expect(await readAll({ maximumBytes: 40_000, order: "descending" })).toEqual(texts.toReversed());
      });

      test("behind the last entry is empty, and tells where the end is", async () => {
        await fill([2]);
        expect(await read({ after: 2 })).toEqual({ entries: [], lastSequence: 2 });
        expect(await read({ after: 7 })).toEqual({ entries: [], lastSequence: 2 });
        expect(await read({ before: 1 })).toEqual({ entries: [], lastSequence: 2 });
      });
    });
  });
}
