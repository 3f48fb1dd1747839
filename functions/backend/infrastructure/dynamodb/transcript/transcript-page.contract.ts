import { beforeEach, describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { FixedClock } from "../../../testing/fixed-clock.ts";
import { newEntry } from "../../../testing/new-entry.ts";
import { StoredTranscript, type TranscriptRepositories } from "../../../testing/stored-transcript.ts";

/**
 * What a page of every TranscriptRepository is. A part of its contract.
 *
 * @param createRepositories Gives empty repositories with this clock.
 */
export function describeTranscriptPage(
  createRepositories: (clock: FixedClock) => Promise<TranscriptRepositories>,
): void {
  describe("a page", () => {
    let transcript: StoredTranscript;

    beforeEach(async () => {
      const clock = new FixedClock("2026-01-02T03:04:05.678Z");
      transcript = await StoredTranscript.start(await createRepositories(clock));
    });

    /** Sizes of batches; their entries vary in size, so that some need chunks. */
    async function fill(sizes: readonly number[]): Promise<string[]> {
      const batches = sizes.map((size) =>
        Array.from({ length: size }, (_, index) =>
          newEntry({
            data: Buffer.from(crypto.getRandomValues(new Uint8Array(index % 4 === 0 ? 9_000 : 10))).toString("hex"),
          }),
        ),
      );
      for (const batch of batches) expect(await transcript.append(batch)).toBeTrue();
      return batches.flat().map(({ json }) => json);
    }

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
            expect(await transcript.read({ after, before, order, limit })).toEqual({
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
            const { entries } = (await transcript.read({ order, maximumBytes })) ?? { entries: [] };
            const byteCount = entries.reduce((sum, { sequence }) => sum + (sizes[sequence - 1] ?? 0), 0);
            expect(entries.length).toBeGreaterThan(0);
            if (entries.length > 1) expect(byteCount).toBeLessThanOrEqual(maximumBytes);
          },
        ),
        { numRuns: 20 },
      );
      expect(await transcript.readAll({ maximumBytes: 40_000 })).toEqual(texts);
      expect(await transcript.readAll({ maximumBytes: 40_000, order: "descending" })).toEqual(texts.toReversed());
    });

    test("behind the last entry is empty, and tells where the end is", async () => {
      await fill([2]);
      expect(await transcript.read({ after: 2 })).toEqual({ entries: [], lastSequence: 2 });
      expect(await transcript.read({ after: 7 })).toEqual({ entries: [], lastSequence: 2 });
      expect(await transcript.read({ before: 1 })).toEqual({ entries: [], lastSequence: 2 });
    });
  });
}
