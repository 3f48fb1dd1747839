import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { httpResponse } from "./http-response.ts";
import { MalformedResultError } from "./response-metadata.ts";
import { FakeFunction, functionPosting } from "./testing/fake-function.ts";
import { exchange, rawRequest, type RawResponse } from "./testing/raw-http.ts";
import { testGateway } from "./testing/test-gateway.ts";

async function responseTo(result: unknown, requestLine = "GET / HTTP/1.1"): Promise<RawResponse> {
  const target = new FakeFunction(() => result);
  await using gateway = await testGateway({ routes: [{ routeKey: "$default", target }] });
  return await exchange(gateway.port, ...rawRequest(requestLine));
}

function valuesOf(response: RawResponse, name: string): readonly string[] {
  return response.headers.filter(([key]) => key === name).map(([, value]) => value);
}

describe("a result without a status", () => {
  test.each([
    ['{"a": 1,  "b":[]}', '{"a": 1,  "b":[]}'],
    ["[1, 2]", "[1, 2]"],
    ['"caf\u00e9"', "café"],
    ['""', ""],
    ["42", "42"],
    ["true", "true"],
    ["null", "null"],
    ['{"a":', '{"a":'],
    ["", ""],
  ])("%p is the body of a 200 with application/json", async (payload, body) => {
    await using gateway = await testGateway({ routes: [{ routeKey: "$default", target: functionPosting(payload) }] });
    const response = await exchange(gateway.port, ...rawRequest("GET / HTTP/1.1"));
    expect(response.status).toBe(200);
    expect(response.body.toString()).toBe(body);
    expect(valuesOf(response, "content-type")).toEqual(["application/json"]);
    expect(valuesOf(response, "content-length")).toEqual([String(Buffer.byteLength(body))]);
  });
});

describe("a result with a status", () => {
  test("is sent as it is", async () => {
    const headers = {
      "Content-Type": "text/html",
      "X-Number": 7,
      "X-Flag": false,
      "X-Null": null,
      "X-Text": "café ☕",
    };
    const response = await responseTo({ statusCode: 201, headers, body: "<p>☕</p>" });
    expect(response.status).toBe(201);
    expect(response.body.toString()).toBe("<p>☕</p>");
    expect(valuesOf(response, "content-type")).toEqual(["text/html"]);
    expect(valuesOf(response, "content-length")).toEqual(["10"]);
    expect(valuesOf(response, "x-number")).toEqual(["7"]);
    expect(valuesOf(response, "x-flag")).toEqual(["false"]);
    expect(valuesOf(response, "x-null")).toEqual([]);
    expect(valuesOf(response, "x-text").map((value) => Buffer.from(value, "latin1").toString())).toEqual(["café ☕"]);
    expect(valuesOf(response, "apigw-requestid")).toHaveLength(1);
  });

  test("without a content type is plain text", async () => {
    const response = await responseTo({ statusCode: 200, body: '{"a":1}' });
    expect(valuesOf(response, "content-type")).toEqual(["text/plain; charset=utf-8"]);
  });

  test("without a body has an empty one", async () => {
    const response = await responseTo({ statusCode: 302, headers: { location: "/x" } });
    expect(response.status).toBe(302);
    expect(response.body.byteLength).toBe(0);
    expect(valuesOf(response, "content-length")).toEqual(["0"]);
    expect(valuesOf(response, "location")).toEqual(["/x"]);
  });

  test("may write the status as a string", async () => {
    expect((await responseTo({ statusCode: "404" })).status).toBe(404);
  });

  test("sets each cookie on its own, before one among the headers", async () => {
    const cookies = ["a=1; Path=/", "b=2; Expires=Wed, 21 Oct 2026 07:28:00 GMT"];
    const response = await responseTo({ statusCode: 200, cookies, headers: { "set-cookie": "c=3" } });
    expect(valuesOf(response, "set-cookie")).toEqual([...cookies, "c=3"]);
  });

  test("with a Base64 body is decoded, padded or not", async () => {
    const bytes = Buffer.from([0, 255, 254, 13, 10]);
    for (const body of [bytes.toString("base64"), bytes.toString("base64").replace("=", "")]) {
      const response = await responseTo({ statusCode: 200, body, isBase64Encoded: true });
      expect(response.body).toEqual(bytes);
    }
  });

  test("does not decide over the connection or the length, and multiValueHeaders is ignored", async () => {
    const headers = { Connection: "upgrade", "Content-Length": "99", "transfer-encoding": "gzip", Date: "never" };
    const response = await responseTo({
      statusCode: 200,
      headers,
      multiValueHeaders: { "x-many": ["1", "2"] },
      body: "abc",
    });
    expect(response.body.toString()).toBe("abc");
    expect(valuesOf(response, "content-length")).toEqual(["3"]);
    expect(valuesOf(response, "connection")).toEqual(["close"]);
    expect(valuesOf(response, "transfer-encoding")).toEqual([]);
    expect(valuesOf(response, "date")).not.toContain("never");
    expect(valuesOf(response, "x-many")).toEqual([]);
  });

  test("takes the last of two headers that differ in case", async () => {
    const response = await responseTo({ statusCode: 200, headers: { "X-Tag": "1", "x-tag": "2" } });
    expect(valuesOf(response, "x-tag")).toEqual(["2"]);
  });

  test.each([204, 304])("%d has neither body nor type nor length", async (statusCode) => {
    const response = await responseTo({
      statusCode,
      headers: { "content-type": "text/html", etag: '"1"' },
      body: "abc",
    });
    expect(response.status).toBe(statusCode);
    expect(response.body.byteLength).toBe(0);
    expect(valuesOf(response, "content-type")).toEqual([]);
    expect(valuesOf(response, "content-length")).toEqual([]);
    expect(valuesOf(response, "etag")).toEqual(['"1"']);
  });

  test("to HEAD has the length of the body that is not sent", async () => {
    const response = await responseTo({ statusCode: 200, body: "abc" }, "HEAD / HTTP/1.1");
    expect(response.body.byteLength).toBe(0);
    expect(valuesOf(response, "content-length")).toEqual(["3"]);
  });
});

describe("a malformed result", () => {
  test.each([
    [{ statusCode: 200.5 }, "statusCode must be"],
    [{ statusCode: 0 }, "statusCode must be"],
    [{ statusCode: 199 }, "statusCode must be"],
    [{ statusCode: 600 }, "statusCode must be"],
    [{ statusCode: "ok" }, "statusCode must be"],
    [{ statusCode: null }, "statusCode must be"],
    [{ statusCode: 200, body: { a: 1 } }, "body must be a string"],
    [{ statusCode: 200, body: 1 }, "body must be a string"],
    [{ statusCode: 200, body: "ä", isBase64Encoded: true }, "body is not Base64"],
    [{ statusCode: 200, body: "YQ===", isBase64Encoded: true }, "body is not Base64"],
    [{ statusCode: 200, body: "YQ==", isBase64Encoded: "true" }, "isBase64Encoded must be a boolean"],
    [{ statusCode: 200, headers: [] }, "headers must be an object"],
    [{ statusCode: 200, headers: { "x-list": ["1"] } }, "the header x-list must be a string, a number or a boolean"],
    [{ statusCode: 200, headers: { "a b": "1" } }, "not an HTTP field name"],
    [{ statusCode: 200, headers: { "": "1" } }, "not an HTTP field name"],
    [{ statusCode: 200, headers: { a: "1\r\nSet-Cookie: x=1" } }, "the header a has a control character"],
    [{ statusCode: 200, cookies: "a=1" }, "cookies must be an array of strings"],
    [{ statusCode: 200, cookies: [1] }, "cookies must be an array of strings"],
    [{ statusCode: 200, cookies: ["a=1\n"] }, "the header Set-Cookie has a control character"],
  ])("%j is a 500 that tells nothing and a line in the log", async (result, reason) => {
    const target = new FakeFunction(() => result);
    await using gateway = await testGateway({ routes: [{ routeKey: "$default", target }] });
    const response = await exchange(gateway.port, ...rawRequest("GET / HTTP/1.1"));
    expect(response.status).toBe(500);
    expect(response.body.toString()).toBe('{"message":"Internal Server Error"}');
    expect(valuesOf(response, "content-type")).toEqual(["application/json"]);
    expect(gateway.lines.join("\n")).toContain(reason);
  });
});

describe("mapping", () => {
  const json = fc.jsonValue().map((value) => JSON.stringify(value));
  const scalar = fc.oneof(fc.string({ unit: "binary" }), fc.double(), fc.boolean(), fc.constant(null));
  const responseLike = fc
    .record(
      {
        statusCode: fc.oneof(fc.integer({ min: 190, max: 610 }), fc.jsonValue()),
        headers: fc.oneof(fc.dictionary(fc.string(), scalar), fc.jsonValue()),
        cookies: fc.oneof(fc.array(fc.string()), fc.jsonValue()),
        body: fc.oneof(fc.string({ unit: "binary" }), fc.base64String(), fc.jsonValue()),
        isBase64Encoded: fc.oneof(fc.boolean(), fc.jsonValue()),
      },
      { requiredKeys: ["statusCode"] },
    )
    .map((value) => JSON.stringify(value));

  test("never throws, and what it makes can be sent", () => {
    fc.assert(
      fc.property(fc.oneof(json, responseLike, fc.string()), (payload) => {
        const answer = httpResponse(new TextEncoder().encode(payload));
        if (answer instanceof MalformedResultError) return;
        expect(answer.status).toBeWithin(200, 600);
        for (const [name, value] of answer.headers) new Headers().append(name, Buffer.from(value).toString("latin1"));
      }),
      { numRuns: 200 },
    );
  });

  test("gives any bytes back from Base64, byte for byte", async () => {
    let bytes = new Uint8Array();
    const target = new FakeFunction(() => ({
      statusCode: 200,
      body: Buffer.from(bytes).toString("base64"),
      isBase64Encoded: true,
    }));
    await using gateway = await testGateway({ routes: [{ routeKey: "$default", target }] });
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (expected) => {
        bytes = Uint8Array.from(expected);
        expect(await (await fetch(gateway.url)).bytes()).toEqual(bytes);
      }),
      { numRuns: 100 },
    );
  });
});
