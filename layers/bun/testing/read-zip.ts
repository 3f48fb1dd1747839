import { crc32, inflateRawSync } from "node:zlib";
import type { ZipEntry } from "../zip-archive.ts";

/**
 * A zip's files, found by the central directory as every unpacker finds them. Headers that contradict each other, a wrong
 * checksum and anything that is no deflated regular file made on Unix fail.
 *
 * Source: PKWARE APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
 */
export function readZip(archive: Uint8Array): ZipEntry[] {
  const zip = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = zip.length - 22;
  check(zip.readUInt32LE(end) === 0x06054b50, "no end of central directory");
  let at = zip.readUInt32LE(end + 16);
  check(at + zip.readUInt32LE(end + 12) === end, "the central directory does not end at its end");

  const entries: ZipEntry[] = [];
  for (let index = 0; index < zip.readUInt16LE(end + 10); index += 1) {
    check(zip.readUInt32LE(at) === 0x02014b50, "no central directory header");
    const nameLength = zip.readUInt16LE(at + 28);
    const path = zip.toString("ascii", at + 46, at + 46 + nameLength);
    const attributes = zip.readUInt32LE(at + 38) >>> 16;
    check(attributes >>> 12 === 0o10 && zip.readUInt8(at + 5) === 3, `${path} is no regular file of Unix`);
    entries.push({ path, mode: attributes & 0o777, bytes: content(zip, at, path) });
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}

function content(zip: Buffer, header: number, path: string): Uint8Array<ArrayBuffer> {
  const local = zip.readUInt32LE(header + 42);
  check(zip.readUInt32LE(local) === 0x04034b50, "no local file header");
  const shared = zip.subarray(header + 6, header + 30);
  check(shared.equals(zip.subarray(local + 4, local + 28)), `${path}'s two headers differ`);
  check(zip.readUInt16LE(header + 10) === 8, `${path} is not deflated`);
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const bytes = new Uint8Array(inflateRawSync(zip.subarray(start, start + zip.readUInt32LE(header + 20))));
  check(crc32(bytes) === zip.readUInt32LE(header + 16), `${path} has another checksum`);
  check(bytes.length === zip.readUInt32LE(header + 24), `${path} has another size`);
  return bytes;
}

function check(holds: boolean, message: string): void {
  if (!holds) throw new Error(message);
}
