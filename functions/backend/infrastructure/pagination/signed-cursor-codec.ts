import * as v from "valibot";
import type { CursorCodec } from "../../application/ports/cursor-codec.ts";
import { InvalidCursorException } from "../../application/pagination/invalid-cursor-exception.ts";

/** Of the encoding; it is signed with the rest. Another one makes all cursors invalid that were given out before. */
const version = "cursor/1";

const signatureBytes = 32;

const base64url = { alphabet: "base64url", omitPadding: true } as const;

/** Far above what a position needs, far below what an HTTP API takes in a URL. */
const maximumLength = 4096;

const positionSchema = v.array(v.string());

/**
 * Cursors in base64url: an HMAC-SHA-256 (RFC 2104) of version, query and position, then the position as JSON. The query is
 * signed but not contained. The position can be read, as what it is made of stands in the list, but not changed.
 */
export class SignedCursorCodec implements CursorCodec {
  readonly #key: Uint8Array;

  /** @param key 32 random bytes, as `cursorKeyFrom` reads them. */
  constructor(key: Uint8Array) {
    this.#key = key;
  }

  encode(query: string, position: readonly string[]): string {
    const payload = new TextEncoder().encode(JSON.stringify(position));
    const bytes = new Uint8Array(signatureBytes + payload.byteLength);
    bytes.set(this.#sign(query, payload));
    bytes.set(payload, signatureBytes);
    return bytes.toBase64(base64url);
  }

  decode(query: string, cursor: string): readonly string[] {
    const bytes = toBytes(cursor);
    const payload = bytes.subarray(signatureBytes);
    const signature = bytes.subarray(0, signatureBytes);
    // In constant time: how much of a guess is right must not show.
    if (!crypto.timingSafeEqual(signature, this.#sign(query, payload))) throw new InvalidCursorException();
    return v.parse(positionSchema, JSON.parse(new TextDecoder().decode(payload)));
  }

  #sign(query: string, payload: Uint8Array): Uint8Array {
    // The length keeps query and position apart.
    const head = `${version}\n${Buffer.byteLength(query)}\n${query}`;
    return new Bun.CryptoHasher("sha256", this.#key).update(head).update(payload).digest();
  }
}

function toBytes(cursor: string): Uint8Array {
  if (cursor.length > maximumLength || !/^[A-Za-z0-9_-]+$/.test(cursor)) throw new InvalidCursorException();
  const bytes = decodeBase64(cursor);
  // Decoding is lenient about the last bits: only the one spelling that encoding gives is taken.
  if (bytes === undefined || bytes.byteLength < signatureBytes || bytes.toBase64(base64url) !== cursor) {
    throw new InvalidCursorException();
  }
  return bytes;
}

/** Undefined for a text of a length that no bytes have. */
function decodeBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.fromBase64(text, base64url);
  } catch {
    return undefined;
  }
}
