import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { newEntry } from "../../testing/new-entry.ts";
import { type KnownEntry, planAppend, type TranscriptEnd } from "./append-plan.ts";
import { EntryExistsException } from "./entry-exists-exception.ts";
import { SessionEndedException } from "./session-ended-exception.ts";
import { maximumTranscriptEntries, TranscriptFullException } from "./transcript-full-exception.ts";
import { TranscriptPositionException } from "./transcript-position-exception.ts";

function endAt(lastSequence: number, known: Readonly<Record<string, KnownEntry>> = {}): TranscriptEnd {
  return { sessionId: "session", state: "running", lastSequence, known: new Map(Object.entries(known)) };
}

const [a, b, c] = [newEntry({ id: "a" }), newEntry({ id: "b" }), newEntry({ id: "c" })];

describe("the plan of an append", () => {
  test("gives new entries the next sequences, and known ones those that they have", () => {
    expect(planAppend(endAt(7, { b: { sequence: 3, isSame: true } }), [a, b, c], undefined)).toEqual({
      additions: [a, c],
      receipts: [
        { id: "a", sequence: 8, isNew: true },
        { id: "b", sequence: 3, isNew: false },
        { id: "c", sequence: 9, isNew: true },
      ],
      lastSequence: 9,
    });
  });

  test("ends no earlier than what is known, though that was read a moment later", () => {
    const { lastSequence } = planAppend(endAt(7, { a: { sequence: 9, isSame: true } }), [a], undefined);
    expect(lastSequence).toBe(9);
  });

  test("has no gaps, for whatever is known", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000 }),
        fc.array(fc.boolean(), { minLength: 1, maxLength: 50 }),
        (last, knownFlags) => {
          const batch = knownFlags.map((_, index) => newEntry({ id: `e${index}` }));
          const known = Object.fromEntries(
            batch.filter((_, index) => knownFlags[index]).map(({ id }) => [id, { sequence: 1, isSame: true }]),
          );
          const { additions, receipts, lastSequence } = planAppend(endAt(last, known), batch, undefined);
          const added = receipts.filter(({ isNew }) => isNew);
          expect(added.map(({ id }) => id)).toEqual(additions.map(({ id }) => id));
          expect(added.map(({ sequence }) => sequence)).toEqual(added.map((_, index) => last + index + 1));
          expect(lastSequence).toBe(last + additions.length);
        },
      ),
    );
  });

  test("refuses an id that stands for another text, even beside new entries", () => {
    const end = endAt(7, { b: { sequence: 3, isSame: false } });
    expect(() => planAppend(end, [a, b], undefined)).toThrow(EntryExistsException);
  });

  test("refuses new entries for a session that has ended", () => {
    const end = { ...endAt(7, { a: { sequence: 1, isSame: true } }), state: "failed" } as const;
    expect(() => planAppend(end, [a, b], undefined)).toThrow(SessionEndedException);
    expect(planAppend(end, [a], undefined).receipts).toEqual([{ id: "a", sequence: 1, isNew: false }]);
  });

  test("refuses new entries anywhere but behind the sequence that is expected", () => {
    const end = endAt(7, { a: { sequence: 7, isSame: true } });
    expect(planAppend(end, [b], 7).lastSequence).toBe(8);
    for (const expected of [0, 6, 8])
      expect(() => planAppend(end, [a, b], expected)).toThrow(TranscriptPositionException);
    expect(planAppend(end, [a], 6).lastSequence).toBe(7);
  });

  test("refuses what would make the transcript too long", () => {
    expect(planAppend(endAt(maximumTranscriptEntries - 1), [a], undefined).lastSequence).toBe(maximumTranscriptEntries);
    expect(() => planAppend(endAt(maximumTranscriptEntries - 1), [a, b], undefined)).toThrow(TranscriptFullException);
  });
});
