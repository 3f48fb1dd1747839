import { describe, expect, test } from "bun:test";
import { HttpParseError } from "./http-parse-error.ts";
import { HttpResponseParser } from "./http-response-parser.ts";
import type { HttpResponse } from "./http-response-parser.ts";

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

function parse(parts: readonly (string | Uint8Array)[]): HttpResponse {
  const parser = new HttpResponseParser();
  for (const part of parts) parser.push(Buffer.from(part));
  if (parser.response === undefined) parser.end();
  const { response } = parser;
  if (response === undefined) throw new Error("no response");
  return response;
}

describe("HttpResponseParser", () => {
  test("reads a body by its length", () => {
    const response = parse(["HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-A: b\r\n\r\nhello"]);
    expect([response.status, response.headers.get("x-a"), text(response.body), response.keepAlive]).toEqual([
      200,
      "b",
      "hello",
      true,
    ]);
  });

  test("reads chunks with extensions and drops trailers", () => {
    const response = parse([
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n5;a=b\r\nhello\r\nA\r\n, chunked!\r\n0\r\nX-T: 1\r\n\r\n",
    ]);
    expect(text(response.body)).toBe("hello, chunked!");
  });

  test.each([
    "HTTP/1.1 204 No Content\r\n\r\n",
    "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n",
    "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n",
  ])("knows that there is no body: %j", (bytes) => {
    const parser = new HttpResponseParser();
    parser.push(Buffer.from(bytes));
    expect(parser.response?.body).toHaveLength(0);
  });

  test("reads until the end without a length, and the connection is then spent", () => {
    const response = parse(["HTTP/1.1 200 OK\r\n\r\nhel", "lo"]);
    expect([text(response.body), response.keepAlive]).toEqual(["hello", false]);
  });

  test("skips interim responses", () => {
    expect(
      parse([
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 202\r\nContent-Length: 0\r\n\r\n",
      ]).status,
    ).toBe(202);
  });

  test("a header with an empty value is absent", () => {
    expect([...parse(["HTTP/1.1 204 x\r\nA:\r\nB: \t \r\nC:  d e \t\r\n\r\n"]).headers]).toEqual([["c", "d e"]]);
  });

  test.each([
    ["HTTP/1.1 204 x\r\nConnection: Close\r\n\r\n", false],
    ["HTTP/1.1 204 x\r\nConnection: keep-alive\r\n\r\n", true],
    ["HTTP/1.0 204 x\r\n\r\n", false],
    ["HTTP/1.0 204 x\r\nConnection: Keep-Alive\r\n\r\n", true],
  ])("knows whether the connection is kept: %j", (bytes, keepAlive) => {
    expect(parse([bytes]).keepAlive).toBe(keepAlive);
  });

  test.each([
    "SSH-2.0-x\r\n\r\n",
    "HTTP/2 200 OK\r\n\r\n",
    "HTTP/1.1 20 OK\r\n\r\n",
    "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
    "HTTP/1.1 200 OK\r\n: nameless\r\n\r\n",
    "HTTP/1.1 200 OK\r\nSpace : 1\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: 1e3\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\nx",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nxyz\r\n",
    `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${"1".repeat(20_000)}`,
    `HTTP/1.1 200 OK\r\nX: ${"y".repeat(1_100_000)}`,
    "HTTP/1.1 202 OK\r\nContent-Length: 0\r\n\r\nmore",
  ])("refuses %j", (bytes) => {
    const parser = new HttpResponseParser();
    expect(() => parser.push(Buffer.from(bytes))).toThrow(HttpParseError);
  });

  test.each([
    "",
    "HTTP/1.1 200",
    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n",
  ])("refuses to end after %j", (bytes) => {
    const parser = new HttpResponseParser();
    parser.push(Buffer.from(bytes));
    expect(parser.response).toBeUndefined();
    expect(() => parser.end()).toThrow(HttpParseError);
  });
});
