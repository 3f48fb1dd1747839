import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { newEntry } from "../../../testing/new-entry.ts";
import { BatchFingerprints } from "./batch-fingerprints.ts";
import { decodeIdRecords, encodeIdRecords, type IdRecords } from "./id-records.ts";

test("records are read as they were written, 28 bytes each", () => {
  const hash = fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => Buffer.from(bytes).toString("latin1"));
  const record = fc.record({ sequence: fc.integer({ min: 1, max: 50_000 }), digest: hash });
  fc.assert(
    fc.property(fc.array(fc.tuple(hash, record)), (entries) => {
      const records = new Map(entries);
      const bytes = encodeIdRecords(records);
      expect(bytes.byteLength).toBe(28 * records.size);
      expect(decodeIdRecords(bytes)).toEqual(records);
      // As part of a larger buffer, as an answer of DynamoDB may have it.
      expect(decodeIdRecords(new Uint8Array([1, 2, ...bytes]).subarray(2))).toEqual(records);
    }),
  );
});

test("a batch finds in the buckets what was added to them, and tells a changed text", () => {
  const batch = Array.from({ length: 500 }, () => newEntry());
  const added = batch.slice(100, 300);
  const changedBuckets = new BatchFingerprints(batch).add(added, 41, new Map());
  const buckets = new Map(changedBuckets.map(({ bucket, records }): [number, IdRecords] => [bucket, records]));
  expect(buckets.size).toBeLessThanOrEqual(64);

  const known = new BatchFingerprints(batch).findKnown(buckets);
  expect([...known.keys()].sort()).toEqual(added.map(({ id }) => id).sort());
  expect(known.get(added[0]?.id ?? "")).toEqual({ sequence: 42, isSame: true });

  const changed = added.map(({ id, json }) => ({ id, json: `${json} ` }));
  for (const { isSame } of new BatchFingerprints(changed).findKnown(buckets).values()) expect(isSame).toBeFalse();
});

test("a bucket keeps what it had when more is added", () => {
  const [first, second] = [newEntry({ id: "a" }), newEntry({ id: "a" })];
  const [bucket] = new BatchFingerprints([first]).add([first], 0, new Map());
  if (bucket === undefined) throw new Error("One entry changes one bucket.");
  const [again] = new BatchFingerprints([second]).add(
    [second],
    5,
    new Map([[bucket.bucket, new Map([["other", { sequence: 1, digest: "d" }]])]]),
  );
  expect(again).toMatchObject({ bucket: bucket.bucket, countBefore: 1 });
  expect(again?.records.size).toBe(2);
});
