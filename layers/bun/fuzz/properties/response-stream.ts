import assert from "node:assert/strict";
import * as fc from "fast-check";
import { encodeChunk, encodeLastChunk, joinSmall } from "../../src/chunked-encoding.ts";
import { errorTrailers } from "../../src/error-trailers.ts";
import { ResponseStream } from "../../src/response-stream.ts";
import { describeThrown } from "../../src/thrown-error.ts";
import { HttpRequestParser } from "../../testing/http-request-parser.ts";
import { fuzzProperty } from "../fuzz-property.ts";
import { thrown } from "./thrown-error.ts";

const head = Buffer.from("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n");

const pieces = fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 8 });

/** What a handler can write: text, bytes, or a value that becomes JSON. */
const written = fc.array(
  fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.uint8Array({ maxLength: 100 }),
    fc.dictionary(fc.string(), fc.integer()),
  ),
  { maxLength: 10 },
);

function toBytes(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  return Buffer.from(typeof value === "string" ? value : JSON.stringify(value));
}

export const responseStreamProperties = [
  fuzzProperty(
    "chunked encoding: a reader gets the same bytes and the error in the trailers",
    150,
    fc.property(pieces, fc.option(thrown, { nil: undefined }), (given, failure) => {
      const error = failure === undefined ? undefined : describeThrown(failure());
      const trailers = error === undefined ? {} : errorTrailers(error);
      const framed = joinSmall(given.flatMap((bytes) => encodeChunk(bytes)));
      const [request, ...more] = new HttpRequestParser().push(
        Buffer.concat([head, ...framed, encodeLastChunk(trailers)]),
      );
      assert.deepEqual(Buffer.from(request?.body ?? []), Buffer.concat(given));
      assert.equal(more.length, 0);
      const body = request?.trailers.get("lambda-runtime-function-error-body");
      assert.equal(body === undefined, error === undefined);
      if (body === undefined || error === undefined) return;
      const told = JSON.parse(Buffer.from(body, "base64").toString());
      assert.ok(error.errorType.startsWith(told.errorType.slice(0, -1)), "another type");
      assert.ok(Array.isArray(told.trace));
      assert.ok(request !== undefined && [...request.trailers.values()].join("").length < 4096, "longer than 4 KiB");
    }),
  ),
  fuzzProperty(
    "response stream: whatever is written arrives in its order",
    100,
    fc.asyncProperty(written, fc.integer({ min: 1, max: 400 }), fc.boolean(), async (values, highWaterMark, corked) => {
      const arrived: Uint8Array[] = [];
      let ends = 0;
      const sink = {
        write: async (_contentType: string, bytes: Uint8Array) => {
          await Promise.resolve();
          arrived.push(Uint8Array.from(bytes));
        },
        end: async () => void ends++,
      };
      const stream = new ResponseStream(sink, highWaterMark);
      if (corked) stream.cork();
      for (const value of values) stream.write(value);
      if (corked) stream.uncork();
      await new Promise<void>((resolve) => {
        stream.end(() => resolve());
      });
      assert.deepEqual(Buffer.concat(arrived), Buffer.concat(values.map(toBytes)));
      assert.equal(ends, 1);
    }),
  ),
];
