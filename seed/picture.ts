/**
 * A screenshot as agents take them: a PNG with a dark terminal on a grainy background, half a megabyte large because grain
 * cannot be compressed. It is the same every time.
 *
 * Source: Portable Network Graphics (PNG) Specification (Third Edition).
 */
export function screenshot(): Uint8Array {
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  // 8 bits a channel, RGB; the standard's only compression and filter, no interlacing.
  header.setUint8(8, 8);
  header.setUint8(9, 2);
  return Buffer.concat([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk("IHDR", new Uint8Array(header.buffer)),
    chunk("IDAT", zlib(pixels())),
    chunk("IEND", new Uint8Array()),
  ]);
}

const width = 640;
const height = 480;
const margin = 40;
const terminal = [0x18, 0x1b, 0x22];

/** Each row begins with its filter, which is none. */
function pixels(): Uint8Array<ArrayBuffer> {
  const rows = new Uint8Array(height * (1 + 3 * width));
  const noise = bytes();
  let offset = 0;
  for (let y = 0; y < height; y += 1) {
    offset += 1;
    for (let x = 0; x < width; x += 1) {
      rows.set(isTerminal(x, y) ? terminal : sky(x, y).map((channel) => channel + (noise() & 0x3f)), offset);
      offset += 3;
    }
  }
  return rows;
}

/** Bytes without a pattern, always the same ones: xorshift with the parameters 13, 17, 5 (G. Marsaglia, 2003). */
function bytes(): () => number {
  let state = 2_463_534_242;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state & 0xff;
  };
}

/** A gradient from one corner to the other; what it leaves up to 255 is for the grain. */
function sky(x: number, y: number): readonly number[] {
  const share = (x / width + y / height) / 2;
  return [40 + 140 * share, 60 + 90 * share, 150 + 30 * share].map(Math.trunc);
}

function isTerminal(x: number, y: number): boolean {
  return x >= margin * 5 && x < width - margin && y >= margin * 2 && y < height - margin;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, "ascii"), data]);
  const frame = new DataView(new ArrayBuffer(8));
  frame.setUint32(0, data.byteLength);
  frame.setUint32(4, Bun.hash.crc32(body));
  return Buffer.concat([new Uint8Array(frame.buffer, 0, 4), body, new Uint8Array(frame.buffer, 4, 4)]);
}

/** The zlib format: two bytes before what `deflate` makes, and a checksum behind (RFC 1950). */
function zlib(data: Uint8Array<ArrayBuffer>): Uint8Array {
  const checksum = new DataView(new ArrayBuffer(4));
  checksum.setUint32(0, Bun.hash.adler32(data));
  return Buffer.concat([Uint8Array.of(0x78, 0x9c), Bun.deflateSync(data), new Uint8Array(checksum.buffer)]);
}
