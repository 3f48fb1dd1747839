import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { RequestReader } from "./request-reader.ts";

const next = "GET /next HTTP/1.1\r\nHost: a\r\n\r\n";
const sized = "POST /response HTTP/1.1\r\ncontent-length: 5\r\n\r\nhello";
const chunked =
  "POST /response HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA\r\n0123456789\r\n0\r\nError-Type: Oops\r\n\r\n";

test("counts bodies of a length, in chunks and of none, however the bytes are split", () => {
  const bytes = Buffer.from(next + sized + chunked + next);
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length), { maxLength: 12 }), (cuts) => {
      const reader = new RequestReader();
      const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
      const requests = places.slice(1).flatMap((end, index) => reader.push(bytes.subarray(places[index], end)));

      expect(requests.map(({ bodyBytes }) => bodyBytes)).toEqual([0, 5, 13, 0]);
      expect(requests.map(({ head }) => head.split(" ")[1])).toEqual(["/next", "/response", "/response", "/next"]);
      expect(requests.map(({ trailers }) => trailers)).toEqual(["", "", "Error-Type: Oops\r\n", ""]);
    }),
    { numRuns: 200 },
  );
});

test("tells that a request waits for 100 Continue, before its body has come", () => {
  let asked = 0;
  const reader = new RequestReader(() => (asked += 1));

  reader.push(Buffer.from("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"));

  expect(asked).toBe(1);
  expect(reader.push(Buffer.from("ok"))).toMatchObject([{ bodyBytes: 2 }]);
});
