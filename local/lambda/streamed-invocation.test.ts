import { expect, test } from "bun:test";
import { Barrier } from "../testing/barrier.ts";
import type { ResponseSink } from "./response-sink.ts";
import { TestFunction } from "./testing/test-function.ts";

/** Keeps what comes, and tells when the first bytes have. */
class RecordingSink implements ResponseSink {
  contentType: string | undefined;
  text = "";
  readonly #first = Promise.withResolvers<string>();

  begin(contentType: string): void {
    this.contentType = contentType;
  }

  write(bytes: Uint8Array): Promise<void> {
    this.text += Buffer.from(bytes).toString();
    this.#first.resolve(this.text);
    return Promise.resolve();
  }

  /** What had come when the first bytes came. */
  first(): Promise<string> {
    return this.#first.promise;
  }
}

/** Writes a part, waits at the barrier, does the rest. */
const streaming = (rest: string): string => `
  exports.handler = awslambda.streamifyResponse(async (event, stream) => {
    stream.setContentType("text/plain");
    stream.write("first,");
    await fetch(process.env.BARRIER);
    ${rest}
  });
`;

test("a sink has the first bytes while the function still writes", async () => {
  using barrier = new Barrier();
  await using fn = await TestFunction.start(streaming('stream.end("last");'), {
    environment: { BARRIER: barrier.url },
  });
  const sink = new RecordingSink();

  const invocation = fn.stream(sink);
  expect(await sink.first()).toBe("first,");
  barrier.open();

  expect(await invocation).toMatchObject({ status: "success", payload: new Uint8Array() });
  expect([sink.contentType, sink.text]).toEqual(["text/plain", "first,last"]);
});

test("a function that fails behind its first bytes has failed, whoever invokes it, and its environment goes on", async () => {
  using barrier = new Barrier();
  barrier.open();
  await using fn = await TestFunction.start(streaming('throw new RangeError("too far");'), {
    environment: { BARRIER: barrier.url },
  });
  const sink = new RecordingSink();

  const streamed = await fn.stream(sink);
  const buffered = await fn.invoke();

  const payload = { errorType: "RangeError", errorMessage: "too far" };
  expect(streamed.status).toBe("function-error");
  expect("payload" in streamed && JSON.parse(Buffer.from(streamed.payload).toString())).toMatchObject(payload);
  expect(sink.text).toBe("first,");
  expect(buffered).toMatchObject({ status: "function-error", payload });
  expect(fn.environments).toBe(1);
});

test("a function that fails before its first bytes gives the sink nothing", async () => {
  await using fn = await TestFunction.start(
    'exports.handler = awslambda.streamifyResponse(async () => { throw new RangeError("too far"); });',
  );
  const sink = new RecordingSink();
  expect((await fn.stream(sink)).status).toBe("function-error");
  expect([sink.contentType, sink.text]).toEqual([undefined, ""]);
});

test("a function that does not stream gives the sink its whole result", async () => {
  await using fn = await TestFunction.start("exports.handler = async () => ({ a: 1 });");
  const sink = new RecordingSink();
  expect((await fn.stream(sink)).status).toBe("success");
  expect([sink.contentType, sink.text]).toEqual(["application/json", '{"a":1}']);
});

test("a function that times out while it streams ends as a timeout", async () => {
  using barrier = new Barrier();
  await using fn = await TestFunction.start(streaming(""), {
    environment: { BARRIER: barrier.url },
    timeoutSeconds: 0.3,
  });
  const sink = new RecordingSink();
  const result = await fn.stream(sink);
  expect(result.status).toBe("function-error");
  expect("payload" in result && Buffer.from(result.payload).toString()).toContain("Sandbox.Timedout");
  // On a machine that is very busy the time may have been too short for any.
  expect("first,").toStartWith(sink.text);
});
