import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { HttpRequestError, HttpRequestParser } from "./http-request-parser.ts";

function parse(bytes: string | Uint8Array): ReturnType<HttpRequestParser["push"]> {
  return new HttpRequestParser().push(Buffer.from(bytes));
}

describe("HttpRequestParser", () => {
  test("reads requests that follow each other", () => {
    const [post, get] = parse("POST /a HTTP/1.1\r\nX-A:  b \r\nContent-Length: 2\r\n\r\nhiGET /b HTTP/1.1\r\n\r\n");
    expect([post?.method, post?.target, post?.headers.get("x-a"), Buffer.from(post?.body ?? []).toString()]).toEqual([
      "POST",
      "/a",
      "b",
      "hi",
    ]);
    expect([get?.method, get?.target, get?.raw.length]).toEqual(["GET", "/b", 19]);
  });

  test("reads chunks and their trailers, and keeps the raw bytes", () => {
    const bytes = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n1\r\n!\r\n0\r\nX-Error: yes\r\n\r\n";
    const [request] = parse(bytes);
    expect(Buffer.from(request?.body ?? []).toString()).toBe("hi!");
    expect([...(request?.trailers ?? [])]).toEqual([["x-error", "yes"]]);
    expect(Buffer.from(request?.raw ?? []).toString()).toBe(bytes);
  });

  test("reads chunks without trailers", () => {
    expect(parse("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")[0]?.trailers.size).toBe(0);
  });

  test("shows the request whose body is on its way", () => {
    const parser = new HttpRequestParser();
    parser.push(Buffer.from("POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n5\r\nwor"));
    const { target, body, chunks } = parser.partial ?? {};
    expect([target, Buffer.from(body ?? []).toString(), chunks?.length]).toEqual(["/a", "hi", 1]);
    const [whole] = parser.push(Buffer.from("ld\r\n0\r\n\r\n"));
    expect(whole?.chunks.map((chunk) => Buffer.from(chunk).toString())).toEqual(["hi", "world"]);
    expect(parser.partial).toBeUndefined();
  });

  test("any split gives the same requests", () => {
    const bytes = Buffer.from(
      "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nb\r\nhello world\r\n0\r\nT: 1\r\n\r\nPOST /b HTTP/1.1\r\nContent-Length: 3\r\n\r\nend",
    );
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 10 }), (places) => {
        const parser = new HttpRequestParser();
        const cuts = [0, ...places.sort((a, b) => a - b), bytes.length];
        const requests = cuts.slice(1).flatMap((end, index) => parser.push(bytes.subarray(cuts[index], end)));
        expect(requests).toEqual(parse(bytes));
      }),
      { numRuns: 100 },
    );
  });

  test.each([
    "nonsense\r\n\r\n",
    "GET / HTTP/1.0\r\n\r\n",
    "GET / HTTP/1.1\r\nnothing\r\n\r\n",
    "POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
  ])("refuses %j", (bytes) => {
    expect(() => parse(bytes)).toThrow(HttpRequestError);
  });
});
