import assert from "node:assert/strict";
import * as fc from "fast-check";
import { HttpParseError } from "../../src/http-parse-error.ts";
import { HttpResponseParser } from "../../src/http-response-parser.ts";
import type { HttpResponse } from "../../src/http-response-parser.ts";
import { fuzzProperty } from "../fuzz-property.ts";

/** The response that the parts make, its body as a Buffer: two bodies are then compared by their bytes alone. */
function parse(parts: readonly Uint8Array[]): HttpResponse {
  const parser = new HttpResponseParser();
  for (const part of parts) parser.push(part);
  if (parser.response === undefined) parser.end();
  assert.ok(parser.response !== undefined, "no response");
  return { ...parser.response, body: Buffer.from(parser.response.body) };
}

/** Cuts bytes at the given places. */
function split(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const cuts = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return cuts.slice(1).map((end, index) => bytes.subarray(cuts[index], end));
}

const reserved = new Set(["content-length", "transfer-encoding", "connection"]);

const response = fc.record({
  status: fc.integer({ min: 200, max: 599 }),
  fields: fc
    .dictionary(fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,12}$/), fc.stringMatching(/^[!-~]([ -~]{0,20}[!-~])?$/), {
      maxKeys: 6,
    })
    .map((given) => Object.entries(given).filter(([name]) => !reserved.has(name.toLowerCase()))),
  chunks: fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 5 }),
  chunked: fc.boolean(),
});

/** The response on the wire. */
function encode({
  status,
  fields,
  chunks,
  chunked,
}: typeof response extends fc.Arbitrary<infer T> ? T : never): Buffer {
  const content = Buffer.concat(chunks);
  const framing = chunked ? "Transfer-Encoding: chunked" : `Content-Length: ${content.length}`;
  const lines = fields.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  const framed = [...chunks.flatMap((chunk) => [`${chunk.length.toString(16)}\r\n`, chunk, "\r\n"]), "0\r\n\r\n"];
  const bodiless = status === 204 || status === 304;
  return Buffer.concat([
    Buffer.from(`HTTP/1.1 ${status} Any Reason\r\n${lines}${framing}\r\n\r\n`),
    ...(bodiless ? [] : chunked ? framed.map((part) => Buffer.from(part)) : [content]),
  ]);
}

const junk = fc.oneof(
  fc.uint8Array({ maxLength: 30 }),
  fc.constantFrom(
    "HTTP/1.1 200 OK\r\n",
    "Content-Length: 3\r\n",
    "Transfer-Encoding: chunked\r\n",
    "\r\n",
    "3\r\n",
    "0\r\n",
  ),
);

export const responseParserProperties = [
  fuzzProperty(
    "response parser: any split of the bytes gives the same response",
    150,
    fc.property(response, fc.array(fc.nat(), { maxLength: 12 }), (given, cuts) => {
      const bytes = encode(given);
      const whole = parse([bytes]);
      const bodiless = given.status === 204 || given.status === 304;
      assert.equal(whole.status, given.status);
      assert.deepEqual(Buffer.from(whole.body), bodiless ? Buffer.alloc(0) : Buffer.concat(given.chunks));
      const [name, value] = given.fields.at(-1) ?? [];
      if (name !== undefined) assert.equal(whole.headers.get(name.toLowerCase()), value);
      assert.deepEqual(parse(split(bytes, cuts)), whole);
      assert.deepEqual(parse([...bytes].map((byte) => Uint8Array.of(byte))), whole);
    }),
  ),
  fuzzProperty(
    "response parser: no bytes make it throw anything but HttpParseError",
    200,
    fc.property(fc.array(junk, { maxLength: 12 }), (pieces) => {
      const parser = new HttpResponseParser();
      try {
        for (const piece of pieces) parser.push(Buffer.from(piece));
        parser.end();
      } catch (error) {
        assert.ok(error instanceof HttpParseError, String(error));
        return;
      }
      assert.ok(parser.response !== undefined, "it ended without a response");
    }),
  ),
  fuzzProperty(
    "response parser: junk is taken or refused alike in any split",
    100,
    fc.property(fc.array(junk, { maxLength: 12 }), (pieces) => {
      const bytes = Buffer.concat(pieces.map((piece) => Buffer.from(piece)));
      assert.deepEqual(outcomeOf([...bytes].map((byte) => Uint8Array.of(byte))), outcomeOf([bytes]));
    }),
  ),
];

/** The response, or that there is none: what is wrong may be noticed at another place. */
function outcomeOf(parts: readonly Uint8Array[]): HttpResponse | "refused" {
  try {
    return parse(parts);
  } catch {
    return "refused";
  }
}
