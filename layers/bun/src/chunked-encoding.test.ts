import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { HttpRequestParser } from "../testing/http-request-parser.ts";
import { encodeChunk, encodeLastChunk, joinSmall } from "./chunked-encoding.ts";
import { errorTrailers } from "./error-trailers.ts";

const head = Buffer.from("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n");

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

describe("chunked encoding", () => {
  test("I40 whatever is written is read again, chunk by chunk; no bytes are no chunk", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 10 }), (writes) => {
        const wire = joinSmall([head, ...writes.flatMap(encodeChunk), encodeLastChunk({ "X-A": "b" })]);
        const [request] = new HttpRequestParser().push(Buffer.concat(wire));
        expect(request?.chunks.map(toHex)).toEqual(writes.filter((bytes) => bytes.length > 0).map(toHex));
        expect([...(request?.trailers ?? [])]).toEqual([["x-a", "b"]]);
      }),
      { numRuns: 200 },
    );
  });

  test("small pieces are joined, large ones are not copied", () => {
    const large = new Uint8Array(100_000);
    expect(joinSmall(encodeChunk(new Uint8Array(10)))).toHaveLength(1);
    expect(joinSmall(encodeChunk(large))[1]).toBe(large);
  });
});

describe("errorTrailers", () => {
  test("I40 any error fits, in ASCII, into trailers that a reader in Go takes", () => {
    const text = fc.string({ unit: "binary", maxLength: 5000 });
    fc.assert(
      fc.property(text, text, fc.array(text, { maxLength: 20 }), (errorType, errorMessage, trace) => {
        const trailers = errorTrailers({ errorType, errorMessage, trace });
        const wire = Buffer.from(encodeLastChunk(trailers));
        expect(wire.length).toBeLessThan(4096);
        expect(wire.toString("latin1")).toMatch(/^0\r\n([!-~]+: [ -~]*\r\n){2}\r\n$/);
        const body = trailers["Lambda-Runtime-Function-Error-Body"] ?? "";
        const decoded = JSON.parse(Buffer.from(body, "base64").toString());
        expect(Object.keys(decoded)).toEqual(["errorType", "errorMessage", "trace"]);
      }),
      { numRuns: 200 },
    );
  });

  test("I40 a stack that is too long loses its end, not the message", () => {
    const trace = Array.from({ length: 200 }, (_, line) => `    at frame${line} (/var/task/index.js:${line}:1)`);
    const { "Lambda-Runtime-Function-Error-Body": body = "" } = errorTrailers({
      errorType: "RangeError",
      errorMessage: "out of range",
      trace,
    });
    const { errorMessage, trace: kept } = JSON.parse(Buffer.from(body, "base64").toString());
    expect([errorMessage, kept[0]]).toEqual(["out of range", trace[0]]);
    expect(kept.length).toBeGreaterThan(20);
  });
});
