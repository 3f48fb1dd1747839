import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { toHttpEvent } from "./http-event.ts";
import { HttpException } from "./http-exception.ts";
import { parseJsonBody } from "./parse-json-body.ts";
import { httpEvent } from "./testing/http-event.ts";

const maximumBodyBytes = 65_536;

function parse(body: string | Uint8Array, headers: Record<string, string> = { "content-type": "application/json" }) {
  const isBase64Encoded = typeof body !== "string";
  const text = isBase64Encoded ? Buffer.from(body).toString("base64") : body;
  return parseJsonBody(toHttpEvent({ ...httpEvent({ headers }), body: text, isBase64Encoded }), maximumBodyBytes);
}

function refusal(...parameters: Parameters<typeof parse>): HttpException {
  try {
    parse(...parameters);
  } catch (error) {
    if (error instanceof HttpException) return error;
    throw error;
  }
  throw new Error("The body was expected to be refused.");
}

test("gives back any JSON, as text or as bytes", () => {
  fc.assert(
    fc.property(fc.json({ stringUnit: "grapheme" }), (json) => {
      expect(parse(json)).toEqual(JSON.parse(json));
      expect(parse(Buffer.from(json))).toEqual(JSON.parse(json));
    }),
    { numRuns: 200 },
  );
});

test("reads or refuses any bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 30 }), (bytes) => {
      try {
        parse(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(HttpException);
      }
    }),
    { numRuns: 200 },
  );
});

describe("content-type", () => {
  test.each([
    "application/json",
    "APPLICATION/JSON",
    "application/json; charset=utf-8",
    'application/json;charset="UTF-8"',
    "application/merge-patch+json",
    "application/json; profile=x",
  ])("takes %s", (contentType) => {
    expect(parse("{}", { "content-type": contentType })).toEqual({});
  });

  test.each(["", "text/plain", "application/x-www-form-urlencoded", "application/jsonx", "text/json", "json"])(
    "refuses %j",
    (contentType) => {
      expect(refusal("{}", { "content-type": contentType })).toMatchObject({
        status: 415,
        code: "unsupported-media-type",
        message: "Send the body with content-type: application/json.",
        headers: { accept: "application/json" },
      });
    },
  );

  test("is required", () => {
    expect(refusal("{}", {}).status).toBe(415);
  });

  test("refuses another charset", () => {
    expect(refusal("{}", { "content-type": "application/json; charset=iso-8859-1" })).toMatchObject({
      status: 415,
      message: "Send the body in UTF-8.",
    });
  });
});

test("a compressed body is refused", () => {
  const headers = { "content-type": "application/json", "content-encoding": "gzip" };
  expect(refusal("x", headers)).toMatchObject({ status: 415, message: "Send the body without content-encoding." });
});

test("a missing body is refused, with or without a content type", () => {
  expect(refusal("")).toMatchObject({ status: 400, code: "body-missing" });
  expect(refusal("", {})).toMatchObject({ status: 400, code: "body-missing" });
});

test("malformed JSON is refused with its position", () => {
  expect(refusal('{\n  "name": Books\n}')).toMatchObject({
    status: 400,
    code: "malformed-json",
    message: "The body is no valid JSON: it goes wrong at line 2, column 11.",
  });
});

test.each([
  ["bytes that are no UTF-8", new Uint8Array([0x22, 0xff, 0x22]), "malformed-text", "not encoded in UTF-8"],
  ["a byte order mark", new Uint8Array([0xef, 0xbb, 0xbf, 0x7b, 0x7d]), "malformed-json", "line 1, column 1"],
])("%s are refused", (_what, bytes, code, message) => {
  const error = refusal(bytes);
  expect([error.status, error.code]).toEqual([400, code]);
  expect(error.message).toContain(message);
});

/** A JSON string that takes an even number of bytes. */
function jsonOf(bytes: number): string {
  return `"${"é".repeat((bytes - 2) / 2)}"`;
}

describe("size", () => {
  test("takes the largest body, as text or as bytes", () => {
    expect(parse(jsonOf(maximumBodyBytes))).toBeString();
    expect(parse(Buffer.from(jsonOf(maximumBodyBytes)))).toBeString();
  });

  test.each([maximumBodyBytes + 2, maximumBodyBytes * 4])("refuses %d bytes", (bytes) => {
    const expected = {
      status: 413,
      code: "content-too-large",
      message: "The body may have at most 65536 bytes. Send a smaller one.",
    };
    expect(refusal(jsonOf(bytes))).toMatchObject(expected);
    expect(refusal(Buffer.from(jsonOf(bytes)))).toMatchObject(expected);
  });
});
