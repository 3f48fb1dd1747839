import { describe, expect, test } from "bun:test";
import { RuntimeApiStandIn, response } from "../testing/runtime-api-stand-in.ts";
import { HttpConnectionError } from "./http-connection-error.ts";
import { HttpConnection } from "./http-connection.ts";
import type { HttpRequest } from "./http-request.ts";
import { HttpParseError } from "./http-parse-error.ts";
import { parseRuntimeApiAddress } from "./runtime-api-address.ts";

const post: HttpRequest = {
  method: "POST",
  path: "/2018-06-01/runtime/invocation/1/response",
  headers: { "X-A": "b" },
  body: "grün",
};

function connect(api: RuntimeApiStandIn, path = ""): HttpConnection {
  return new HttpConnection(parseRuntimeApiAddress(`${api.address}${path}`));
}

/** The code of the error that a promise rejects with. */
async function codeOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
    return "resolved";
  } catch (error) {
    return error instanceof HttpConnectionError || error instanceof HttpParseError ? error.code : error;
  }
}

describe("HttpConnection", () => {
  test("writes exactly the request", async () => {
    using api = new RuntimeApiStandIn();
    const connection = connect(api, "/base");
    await connection.send(post);
    const head = `POST /base/2018-06-01/runtime/invocation/1/response HTTP/1.1\r\nHost: ${api.address}\r\nX-A: b\r\nContent-Length: 5\r\n\r\n`;
    expect(Buffer.from(api.requests[0]?.raw ?? []).toString()).toBe(`${head}grün`);
    connection.close();
  });

  test("a request without a body has no length", async () => {
    using api = new RuntimeApiStandIn();
    api.invoke({ requestId: "1", event: "{}" });
    const connection = connect(api);
    const { status, body } = await connection.send({
      method: "GET",
      path: "/2018-06-01/runtime/invocation/next",
      headers: {},
    });
    expect([status, Buffer.from(body).toString()]).toEqual([200, "{}"]);
    expect(api.requests[0]?.headers.has("content-length")).toBe(false);
    connection.close();
  });

  test("keeps its connection from request to request", async () => {
    using api = new RuntimeApiStandIn();
    const connection = connect(api);
    for (let count = 0; count < 5; count++) await connection.send(post);
    expect(api.requests.map((request) => request.connection)).toEqual([0, 0, 0, 0, 0]);
    connection.close();
  });

  test("a body of many megabytes arrives whole", async () => {
    using api = new RuntimeApiStandIn();
    const connection = connect(api);
    await connection.send({ ...post, body: "x".repeat(8_000_000) });
    expect(api.requests[0]?.body).toHaveLength(8_000_000);
    connection.close();
  });

  test("opens anew, before sending, what the peer closed while it was idle", async () => {
    using api = new RuntimeApiStandIn();
    const connection = connect(api);
    for (let round = 0; round < 20; round++) {
      api.replyTo("response", { ...response(202), ending: "close" });
      await connection.send(post);
    }
    expect(api.requests.map((request) => request.connection)).toEqual([...Array(20).keys()]);
    connection.close();
  });

  test("bytes that nobody asked for make it leave the connection", async () => {
    using api = new RuntimeApiStandIn();
    const connection = connect(api);
    const { bytes } = response(202);
    api.replyTo("response", { bytes: Buffer.concat([Buffer.from(bytes), Buffer.from(response(500).bytes)]) });
    expect(await codeOf(connection.send(post))).toBe("MALFORMED_HTTP_RESPONSE");
    expect((await connection.send(post)).status).toBe(202);
    expect(api.requests.map((request) => request.connection)).toEqual([0, 1]);
    connection.close();
  });

  test.each([
    ["closed at once", { bytes: "", ending: "close" as const }],
    ["reset", { bytes: "", ending: "reset" as const }],
    ["closed in the head", { bytes: "HTTP/1.1 2", ending: "close" as const }],
    ["closed in the body", { bytes: "HTTP/1.1 202 A\r\nContent-Length: 9\r\n\r\n{", ending: "close" as const }],
  ])("a request on a connection %s is lost and never sent again", async (_case, reply) => {
    using api = new RuntimeApiStandIn();
    const connection = connect(api);
    await connection.send(post);
    api.replyTo("response", reply);
    expect(await codeOf(connection.send(post))).toBe("CONNECTION_LOST");
    expect(api.requests).toHaveLength(2);
    expect((await connection.send(post)).status).toBe(202);
    connection.close();
  });

  test("a response without a length ends with the connection", async () => {
    using api = new RuntimeApiStandIn();
    const connection = connect(api);
    api.replyTo("response", { bytes: "HTTP/1.1 400 Bad\r\n\r\nwhy", ending: "close" });
    const { status, body } = await connection.send(post);
    expect([status, Buffer.from(body).toString()]).toEqual([400, "why"]);
  });

  test("where nobody listens nothing is sent", async () => {
    const connection = new HttpConnection(parseRuntimeApiAddress("127.0.0.1:1"));
    expect(await codeOf(connection.send(post))).toBe("CONNECT_FAILED");
  });

  test("carries one request at a time", async () => {
    using api = new RuntimeApiStandIn();
    const connection = connect(api);
    const first = connection.send(post);
    expect(await codeOf(connection.send(post))).toBeInstanceOf(Error);
    expect((await first).status).toBe(202);
    connection.close();
  });

  test("closing it loses the request on its way", async () => {
    using api = new RuntimeApiStandIn();
    const connection = connect(api);
    const next = codeOf(connection.send({ method: "GET", path: "/2018-06-01/runtime/invocation/next", headers: {} }));
    await api.until(() => api.to("next")[0]);
    connection.close();
    expect(await next).toBe("CONNECTION_LOST");
  });

  test("I40 a chunked request goes out piece by piece, with trailers, and the connection is kept", async () => {
    using api = new RuntimeApiStandIn();
    const connection = connect(api);
    const request = await connection.open({ ...post, headers: { Trailer: "X-End" } });
    await request.write(Buffer.from("one"));
    await request.write(Buffer.from(""));
    await api.until(() => api.unfinished[0]);
    await request.write(Buffer.from("two"));
    await request.end({ "X-End": "1" });
    expect((await request.response).status).toBe(202);
    expect(api.requests[0]?.chunks.map((chunk) => Buffer.from(chunk).toString())).toEqual(["one", "two"]);
    expect(api.requests[0]?.trailers.get("x-end")).toBe("1");
    await connection.send(post);
    expect(api.connections).toBe(1);
    connection.close();
  });

  test("I45 a write resolves once the kernel has taken it, so that a slow reader holds the writer up", async () => {
    using api = new RuntimeApiStandIn();
    const connection = connect(api);
    const request = await connection.open(post);
    await request.write(Buffer.from("begin"));
    await api.until(() => api.unfinished[0]);
    api.pauseReading();
    let written = false;
    const writing = request.write(Buffer.alloc(32_000_000)).then(() => (written = true));
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => void setImmediate(resolve));
    expect(written).toBe(false);
    api.resumeReading();
    await writing;
    await request.end();
    expect((await request.response).status).toBe(202);
    connection.close();
  });

  test("F33 an answer before the end fails the write that is held up, and the connection is left", async () => {
    using api = new RuntimeApiStandIn();
    api.replyEarlyTo("response", response(413, "too large"));
    const connection = connect(api);
    const request = await connection.open(post);
    await request.write(Buffer.from("begin"));
    expect((await request.response).status).toBe(413);
    expect(await codeOf(request.write(Buffer.from("more")))).toBe("CONNECTION_LOST");
    expect(await codeOf(request.end())).toBe("CONNECTION_LOST");
    expect((await connection.send(post)).status).toBe(202);
    expect(api.connections).toBe(2);
    connection.close();
  });

  test("F33 a connection that is lost fails both the write and the response", async () => {
    using api = new RuntimeApiStandIn();
    const connection = connect(api);
    const request = await connection.open(post);
    await request.write(Buffer.from("begin"));
    await api.until(() => api.unfinished[0]);
    api.pauseReading();
    const codes = Promise.all([codeOf(request.write(Buffer.alloc(32_000_000))), codeOf(request.response)]);
    api[Symbol.dispose]();
    expect(await codes).toEqual(["CONNECTION_LOST", "CONNECTION_LOST"]);
  });
});
