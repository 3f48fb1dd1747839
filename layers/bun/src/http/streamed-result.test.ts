import { describe, expect, test } from "bun:test";
import { toStreamedResult } from "./streamed-result.ts";

const typed = { headers: { "content-type": "application/octet-stream" } };

describe("N69 the prelude", () => {
  test("has status, headers and each cookie", async () => {
    const headers = new Headers([
      ["content-type", "text/event-stream"],
      ["set-cookie", "a=1"],
      ["set-cookie", "b=2"],
    ]);
    const { prelude } = await toStreamedResult(new Response("x", { status: 202, headers }));
    expect(prelude).toStrictEqual({
      statusCode: 202,
      headers: { "content-type": "text/event-stream" },
      cookies: ["a=1", "b=2"],
    });
  });

  test.each([204, 304])("of %d comes without a body", async (status) => {
    expect(await toStreamedResult(new Response(null, { status }))).toStrictEqual({
      prelude: { statusCode: status, headers: {}, cookies: [] },
      body: null,
    });
  });
});

describe("the streamed body", () => {
  test("is bytes, whatever the response's stream holds", async () => {
    const chunks = [
      "grü",
      new Uint8Array([1]),
      new DataView(new Uint8Array([0, 2, 0]).buffer, 1, 1),
      new ArrayBuffer(1),
    ];
    const { body } = await toStreamedResult(new Response(streamOf(chunks)));
    expect(await Array.fromAsync(body ?? [])).toEqual([
      new TextEncoder().encode("grü"),
      new Uint8Array([1]),
      new Uint8Array([2]),
      new Uint8Array([0]),
    ]);
  });

  test("fails where the response's does, after what came before", async () => {
    const failure = new Error("the database has gone");
    const stream = new ReadableStream(
      {
        pull(controller) {
          controller.enqueue("first");
          queueMicrotask(() => controller.error(failure));
        },
      },
      { highWaterMark: 0 },
    );
    const reader = (await toStreamedResult(new Response(stream, typed))).body?.getReader();
    expect(await reader?.read()).toEqual({ done: false, value: new TextEncoder().encode("first") });
    expect(await reader?.read().catch((e: unknown) => e)).toBe(failure);
  });

  test("fails at a chunk that is neither bytes nor a string", async () => {
    const { body } = await toStreamedResult(new Response(streamOf([{ no: "bytes" }]), typed));
    const failure = await body
      ?.getReader()
      .read()
      .catch((e: unknown) => e);
    expect(failure).toBeInstanceOf(TypeError);
  });

  test("tells the response's stream when nobody wants it any more", async () => {
    const { promise, resolve } = Promise.withResolvers<unknown>();
    const { body } = await toStreamedResult(new Response(new ReadableStream({ cancel: resolve }), typed));
    await body?.cancel("the client is gone");
    expect(await promise).toBe("the client is gone");
  });

  test("is pulled only as fast as it is read", async () => {
    let pulled = 0;
    const stream = new ReadableStream(
      { pull: (controller) => controller.enqueue(new Uint8Array([pulled++])) },
      { highWaterMark: 0 },
    );
    const reader = (await toStreamedResult(new Response(stream, typed))).body?.getReader();
    await reader?.read();
    await reader?.read();
    expect(pulled).toBe(2);
  });
});

describe("a body without a type", () => {
  const cut = new TextEncoder().encode("grü").subarray(0, 3);

  test.each([
    ["text", ["hi", " there"], "text/plain;charset=utf-8"],
    ["text that is cut within a character", [cut, new Uint8Array([0xbc])], "text/plain;charset=utf-8"],
    ["bytes", [new Uint8Array([0xff]), "text"], "application/octet-stream"],
    ["nothing", [], undefined],
  ])("gets one by how it begins: %s", async (_, chunks, contentType) => {
    const { prelude, body } = await toStreamedResult(new Response(streamOf(chunks)));
    expect(prelude.headers["content-type"]).toBe(contentType);
    expect(Buffer.concat(await Array.fromAsync(body ?? []))).toEqual(
      Buffer.concat(chunks.map((chunk) => Buffer.from(chunk))),
    );
  });

  test("that fails at its beginning has no prelude", async () => {
    const failure = new Error("the database has gone");
    const stream = new ReadableStream({ pull: (controller) => controller.error(failure) });
    expect(await toStreamedResult(new Response(stream)).catch((e: unknown) => e)).toBe(failure);
  });
});

test("a body with a type is not waited for", async () => {
  const never = new ReadableStream({ pull: async () => Promise.withResolvers<void>().promise });
  const { prelude } = await toStreamedResult(new Response(never, typed));
  expect(prelude.statusCode).toBe(200);
});

test("headers of the connection are left out", async () => {
  const response = new Response("x", { headers: { "transfer-encoding": "chunked", connection: "close", "x-a": "1" } });
  const { prelude } = await toStreamedResult(response);
  expect(prelude.headers).toEqual({ "content-type": "text/plain;charset=utf-8", "x-a": "1" });
});

function streamOf(chunks: readonly unknown[]): ReadableStream<unknown> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}
