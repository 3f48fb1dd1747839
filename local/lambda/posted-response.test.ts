import { expect, test } from "bun:test";
import { receiveResponse } from "./posted-response.ts";
import { BufferedResponse, type ResponseSink } from "./response-sink.ts";

interface PostValues {
  readonly chunks: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly trailers?: Readonly<Record<string, string>>;
  readonly complete?: boolean;
  /** Thrown behind the last chunk. */
  readonly error?: Error;
}

/** A request to the Runtime API that tells how many of its chunks were asked for. */
class FakePost {
  readonly headers: Record<string, string>;
  readonly trailers: Record<string, string>;
  readonly complete: boolean;
  read = 0;
  readonly #values: PostValues;

  constructor(values: PostValues) {
    this.#values = values;
    this.headers = { ...values.headers };
    this.trailers = { ...values.trailers };
    this.complete = values.complete ?? true;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for (const chunk of this.#values.chunks) {
      this.read += 1;
      yield await Promise.resolve(Buffer.from(chunk));
    }
    if (this.#values.error !== undefined) throw this.#values.error;
  }
}

test("nothing is read before the sink has taken what was", async () => {
  const post = new FakePost({ chunks: ["a", "b"], headers: { "content-type": "text/plain" } });
  const begun: string[] = [];
  const written: { text: string; take: () => void }[] = [];
  let arrival = Promise.withResolvers<void>();
  const sink: ResponseSink = {
    begin: (contentType) => begun.push(contentType),
    write: (bytes) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      written.push({ text: Buffer.from(bytes).toString(), take: resolve });
      arrival.resolve();
      return promise;
    },
  };

  const received = receiveResponse(post, sink, 10);
  for (const [index, text] of ["a", "b"].entries()) {
    await arrival.promise;
    arrival = Promise.withResolvers();
    expect([post.read, written[index]?.text]).toEqual([index + 1, text]);
    written[index]?.take();
  }

  expect(await received).toEqual({ kind: "whole" });
  expect(begun).toEqual(["text/plain"]);
});

test("of what is over the limit nothing is handed on, and everything is read", async () => {
  const post = new FakePost({ chunks: ["abc", "de", "f"] });
  const sink = new BufferedResponse();
  expect(await receiveResponse(post, sink, 4)).toEqual({ kind: "too-large" });
  expect([Buffer.from(sink.bytes).toString(), post.read]).toEqual(["abc", 3]);
});

test("a response of the limit is whole", async () => {
  expect(await receiveResponse(new FakePost({ chunks: ["ab", "cd"] }), new BufferedResponse(), 4)).toEqual({
    kind: "whole",
  });
});

test.each([
  ["its sender fails", { chunks: ["a"], error: new Error("aborted") }],
  ["its end is missing", { chunks: ["a"], complete: false }],
])("a response is broken off when %s", async (_, values) => {
  expect(await receiveResponse(new FakePost(values), new BufferedResponse(), 4)).toEqual({ kind: "broken-off" });
});

test("a failure in the trailers comes with the error that they hold", async () => {
  const error = '{"errorType":"RangeError","errorMessage":"tøø far"}';
  const trailers = {
    "lambda-runtime-function-error-type": "RangeError",
    "lambda-runtime-function-error-body": Buffer.from(error).toString("base64"),
  };
  expect(await receiveResponse(new FakePost({ chunks: ["a"], trailers }), new BufferedResponse(), 4)).toEqual({
    kind: "failed",
    payload: Buffer.from(error),
  });
});

test("a failure without more than its type is one, too", async () => {
  const trailers = { "lambda-runtime-function-error-type": "RangeError" };
  const received = await receiveResponse(new FakePost({ chunks: ["a"], trailers }), new BufferedResponse(), 4);
  expect(received).toEqual({
    kind: "failed",
    payload: new TextEncoder().encode('{"errorType":"RangeError","errorMessage":""}'),
  });
});
