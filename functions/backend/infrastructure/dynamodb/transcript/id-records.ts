export const hashBytes = 12;
const sequenceBytes = 4;
export const digestBytes = 12;
const recordBytes = hashBytes + sequenceBytes + digestBytes;

/** What a bucket keeps of an id. Hashes are strings of one character for each byte (Latin-1). */
export interface IdRecord {
  readonly sequence: number;
  /** Of the entry's text. */
  readonly digest: string;
}

/** By the hash of the id. */
export type IdRecords = ReadonlyMap<string, IdRecord>;

/** Reads what `encodeIdRecords` wrote. */
export function decodeIdRecords(bytes: Uint8Array): IdRecords {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const records = new Map<string, IdRecord>();
  for (let start = 0; start < buffer.length; start += recordBytes) {
    const sequenceStart = start + hashBytes;
    const digestStart = sequenceStart + sequenceBytes;
    records.set(buffer.toString("latin1", start, sequenceStart), {
      sequence: buffer.readUInt32BE(sequenceStart),
      digest: buffer.toString("latin1", digestStart, digestStart + digestBytes),
    });
  }
  return records;
}

/** One record after the other: 12 bytes of the id's hash, 4 of the sequence (big-endian), 12 of the text's hash. */
export function encodeIdRecords(records: IdRecords): Uint8Array {
  const buffer = Buffer.alloc(records.size * recordBytes);
  let start = 0;
  for (const [hash, { sequence, digest }] of records) {
    buffer.write(hash, start, "latin1");
    buffer.writeUInt32BE(sequence, start + hashBytes);
    buffer.write(digest, start + hashBytes + sequenceBytes, "latin1");
    start += recordBytes;
  }
  return buffer;
}
