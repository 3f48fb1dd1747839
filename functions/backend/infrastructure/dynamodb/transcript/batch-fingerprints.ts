import type { KnownEntry } from "../../../domain/transcript/append-plan.ts";
import type { Entry } from "../../../domain/transcript/entry.ts";
import { digestBytes, hashBytes, type IdRecord, type IdRecords } from "./id-records.ts";

/** With the segments of the largest batch and the session's item, no more than a transaction takes (100 items). */
const bucketCount = 64;

/** An entry as the buckets know it. */
interface Fingerprint {
  /** Of the id. */
  readonly hash: string;
  /** The bucket that the id belongs to. */
  readonly bucket: number;
  /** Of the text. */
  readonly digest: string;
}

/** A bucket as it is to be written. */
export interface ChangedBucket {
  readonly bucket: number;
  readonly records: IdRecords;
  /** How many records it had. */
  readonly countBefore: number;
}

/** Finds a batch's entries in the buckets of a transcript's ids. */
export class BatchFingerprints {
  readonly #fingerprints: ReadonlyMap<string, Fingerprint>;

  constructor(batch: readonly Entry[]) {
    this.#fingerprints = new Map(batch.map((entry) => [entry.id, fingerprint(entry)]));
  }

  /** The buckets that the batch's ids belong to. */
  get buckets(): readonly number[] {
    return [...new Set(Array.from(this.#fingerprints.values(), ({ bucket }) => bucket))];
  }

  /** By id: the entries of the batch whose ids are in the buckets. */
  findKnown(buckets: ReadonlyMap<number, IdRecords>): ReadonlyMap<string, KnownEntry> {
    const known = new Map<string, KnownEntry>();
    for (const [id, { hash, bucket, digest }] of this.#fingerprints) {
      const record = buckets.get(bucket)?.get(hash);
      if (record !== undefined) known.set(id, { sequence: record.sequence, isSame: record.digest === digest });
    }
    return known;
  }

  /**
   * The buckets that change when entries of the batch are appended.
   *
   * @param lastSequence What they are appended behind.
   */
  add(
    additions: readonly Entry[],
    lastSequence: number,
    buckets: ReadonlyMap<number, IdRecords>,
  ): readonly ChangedBucket[] {
    const changed = new Map<number, Map<string, IdRecord>>();
    for (const [index, { id }] of additions.entries()) {
      const print = this.#fingerprints.get(id);
      if (print === undefined) throw new Error("An entry that is appended is none of the batch.");
      const { hash, bucket, digest } = print;
      const records = changed.get(bucket) ?? new Map(buckets.get(bucket));
      changed.set(bucket, records.set(hash, { sequence: lastSequence + index + 1, digest }));
    }
    return Array.from(changed, ([bucket, records]) => ({
      bucket,
      records,
      countBefore: buckets.get(bucket)?.size ?? 0,
    }));
  }
}

function fingerprint({ id, json }: Entry): Fingerprint {
  const idHash = sha256(id);
  return {
    hash: idHash.toString("latin1", 0, hashBytes),
    bucket: idHash.readUInt8(hashBytes) % bucketCount,
    digest: sha256(json).toString("latin1", 0, digestBytes),
  };
}

function sha256(text: string): Buffer {
  return new Bun.CryptoHasher("sha256").update(text).digest();
}
