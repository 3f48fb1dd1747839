import { describe, expect, test } from "bun:test";
import { toBufferedResult } from "./buffered-result.ts";
import type { HttpEventShape } from "./http-event.ts";

const shapes: readonly HttpEventShape[] = ["payload-2.0", "payload-1.0", "alb", "alb-multi-value"];

function page(): Response {
  const headers = new Headers({ "content-type": "text/html; charset=UTF-8", "x-frame-options": "DENY" });
  headers.append("vary", "accept");
  headers.append("vary", "origin");
  headers.append("set-cookie", "a=1; Path=/");
  headers.append("set-cookie", "b=2; Expires=Wed, 21 Oct 2026 07:28:00 GMT");
  return new Response("<p>grüße</p>", { status: 201, headers });
}

const singleValues = {
  "content-type": "text/html; charset=UTF-8",
  vary: "accept, origin",
  "x-frame-options": "DENY",
};

const multiValues = {
  "content-type": ["text/html; charset=UTF-8"],
  vary: ["accept, origin"],
  "x-frame-options": ["DENY"],
  "set-cookie": ["a=1; Path=/", "b=2; Expires=Wed, 21 Oct 2026 07:28:00 GMT"],
};

const htmlResult = { body: "<p>grüße</p>", isBase64Encoded: false };

describe("a result has exactly the fields of its shape", () => {
  test.each([
    ["payload-2.0", { statusCode: 201, headers: singleValues, cookies: multiValues["set-cookie"], ...htmlResult }],
    ["payload-1.0", { statusCode: 201, multiValueHeaders: multiValues, ...htmlResult }],
    [
      "alb-multi-value",
      { statusCode: 201, statusDescription: "201 Created", multiValueHeaders: multiValues, ...htmlResult },
    ],
    [
      "alb",
      {
        statusCode: 201,
        statusDescription: "201 Created",
        headers: {
          ...singleValues,
          "set-cookie": "a=1; Path=/",
          "Set-cookie": "b=2; Expires=Wed, 21 Oct 2026 07:28:00 GMT",
        },
        ...htmlResult,
      },
    ],
  ] as const)("%s", async (shape, result) => {
    expect(await toBufferedResult(page(), shape)).toStrictEqual(result);
  });

  test("without cookies there is no field for them", async () => {
    const results = await Promise.all(shapes.map((shape) => toBufferedResult(new Response(null), shape)));
    expect(results).toStrictEqual([
      { statusCode: 200, headers: {}, body: "", isBase64Encoded: false },
      { statusCode: 200, multiValueHeaders: {}, body: "", isBase64Encoded: false },
      { statusCode: 200, statusDescription: "200 OK", headers: {}, body: "", isBase64Encoded: false },
      { statusCode: 200, statusDescription: "200 OK", multiValueHeaders: {}, body: "", isBase64Encoded: false },
    ]);
  });
});

describe("a load balancer's status description", () => {
  test.each([
    [new Response(null, { status: 404 }), "404 Not Found"],
    [new Response(null, { status: 200, statusText: "Fine" }), "200 Fine"],
    [new Response(null, { status: 299 }), "299"],
  ])("%# is code and reason", async (response, statusDescription) => {
    expect(await toBufferedResult(response, "alb")).toMatchObject({ statusDescription });
  });
});

describe.each(shapes)("N65 the body in %s", (shape) => {
  async function bodyOf(
    body: string | Uint8Array<ArrayBuffer> | ReadableStream,
    headers: Record<string, string>,
  ): Promise<[string, boolean]> {
    const result = await toBufferedResult(new Response(body, { headers }), shape);
    return [result.body, result.isBase64Encoded];
  }

  test.each([
    "text/plain",
    "text/event-stream; charset=utf-8",
    "TEXT/CSV; header=present; Charset=UTF8",
    'text/html; charset="utf-8"',
    "text/plain;charset=us-ascii",
    "application/json",
    "application/problem+json; charset=utf-8",
    "application/javascript",
    "application/x-www-form-urlencoded;charset=UTF-8",
    "application/x-ndjson",
    "application/xml",
    "image/svg+xml",
  ])("of type %s is text", async (contentType) => {
    expect(await bodyOf("\uFEFFgrüße ☕", { "content-type": contentType })).toEqual(["\uFEFFgrüße ☕", false]);
  });

  test.each([
    "application/octet-stream",
    "image/png",
    "multipart/form-data; boundary=x",
    "text/html; charset=iso-8859-1",
    "text/html; charset=utf-16",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "nonsense",
  ])("of type %s is base64", async (contentType) => {
    expect(await bodyOf("text", { "content-type": contentType })).toEqual(["dGV4dA==", true]);
  });

  test.each<[string, string | Uint8Array<ArrayBuffer>, [string, boolean], string]>([
    ["UTF-8", "grüße", ["grüße", false], "text/plain;charset=utf-8"],
    ["bytes", new Uint8Array([1, 2, 255]), ["AQL/", true], "application/octet-stream"],
  ])("without a type gets one: %s", async (_, body, expected, contentType) => {
    expect(await bodyOf(body, {})).toEqual(expected);
    expect(JSON.stringify(await toBufferedResult(new Response(body), shape))).toContain(contentType);
  });

  test("of a text type that is not UTF-8 is base64", async () => {
    expect(await bodyOf(new Uint8Array([0xff]), { "content-type": "text/plain" })).toEqual(["/w==", true]);
  });

  test.each(["gzip", "br", "zstd", "GZIP, identity"])("with the content encoding %s is base64", async (encoding) => {
    const headers = { "content-type": "application/json", "content-encoding": encoding };
    expect(await bodyOf("{}", headers)).toEqual(["e30=", true]);
  });

  test("with the content encoding identity is text", async () => {
    const headers = { "content-type": "application/json", "content-encoding": "Identity" };
    expect(await bodyOf("{}", headers)).toEqual(["{}", false]);
  });

  test("of a stream is read to its end", async () => {
    const stream = new ReadableStream({
      start(controller) {
        for (const chunk of ["gr", new Uint8Array([0xc3]), new Uint8Array([0xbc]), "ße"]) controller.enqueue(chunk);
        controller.close();
      },
    });
    expect(await bodyOf(stream, { "content-type": "text/plain" })).toEqual(["grüße", false]);
  });

  test("that fails midway is the error of the invocation", async () => {
    const failure = new Error("the database has gone");
    const stream = new ReadableStream({
      pull(controller) {
        controller.enqueue("first");
        controller.error(failure);
      },
    });
    expect(await bodyOf(stream, {}).catch((e: unknown) => e)).toBe(failure);
  });
});

test.each(shapes)("headers of the connection are left out in %s", async (shape) => {
  const headers = {
    "transfer-encoding": "chunked",
    connection: "keep-alive",
    "keep-alive": "timeout=5",
    upgrade: "h2c",
  };
  const result = await toBufferedResult(new Response(null, { headers }), shape);
  expect("multiValueHeaders" in result ? result.multiValueHeaders : result.headers).toEqual({});
});

describe("a stated length", () => {
  test("that is not the body's is corrected: Bun's fetch decompresses and leaves the header", async () => {
    using server = Bun.serve({
      port: 0,
      hostname: "127.0.0.1",
      fetch: () => new Response(Bun.gzipSync("hello"), { headers: { "content-encoding": "gzip" } }),
    });
    expect(await lengthOf(await fetch(server.url))).toBe("5");
  });

  test("of a response without a body stays: it answers HEAD", async () => {
    expect(await lengthOf(new Response(null, { headers: { "content-length": "1234" } }))).toBe("1234");
  });
});

async function lengthOf(response: Response): Promise<unknown> {
  const result = await toBufferedResult(response, "payload-2.0");
  return "headers" in result ? result.headers["content-length"] : undefined;
}
