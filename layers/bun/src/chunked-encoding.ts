/** Below this a copy is cheaper than another write to the socket. */
const maxJoinedBytes = 64 * 1024;
const lineEnd = Buffer.from("\r\n");

/**
 * Frames bytes as one chunk of a chunked body. No bytes give no chunk: an empty one would end the body.
 *
 * Source: RFC 9112, section 7.1.
 */
export function encodeChunk(bytes: Uint8Array): Uint8Array[] {
  if (bytes.length === 0) return [];
  return [Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, lineEnd];
}

/** The end of a chunked body. Trailers must be announced in the header `Trailer`, their values be printable ASCII. */
export function encodeLastChunk(trailers: Readonly<Record<string, string>>): Uint8Array {
  const lines = Object.entries(trailers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`0\r\n${lines.join("")}\r\n`);
}

/** Joins small pieces, so that they go out in one write; large ones are left alone rather than copied. */
export function joinSmall(pieces: readonly Uint8Array[]): Uint8Array[] {
  const length = pieces.reduce((total, piece) => total + piece.length, 0);
  return length <= maxJoinedBytes ? [Buffer.concat(pieces)] : [...pieces];
}
