import { expect, test } from "bun:test";
import { maxResponseBytes, type Invocation } from "./invocation.ts";
import type { ResponseSink } from "./response-sink.ts";
import { RuntimeApi, type RuntimeAnswer } from "./runtime-api.ts";

const firstInvocation: Invocation = {
  requestId: "8476a536-e9f4-11e8-9739-2dfe598c3fcd",
  invocationId: "0193d4a5-0000-7000-8000-000000000000",
  functionArn: "arn:aws:lambda:eu-central-1:000000000000:function:example",
  tracingHeader: "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=0",
  deadlineMs: 1_542_409_706_888,
  event: new TextEncoder().encode(`{"text":"ö"}`),
};
const id = firstInvocation.requestId;
const invalidRequestId = { errorMessage: "Invalid request ID", errorType: "InvalidRequestID" };

/** A Runtime API and a client that speaks to it as a runtime does. */
class Conversation implements AsyncDisposable {
  readonly api: RuntimeApi;
  readonly answers: RuntimeAnswer[] = [];

  private constructor(api: RuntimeApi) {
    this.api = api;
  }

  static async start(): Promise<Conversation> {
    return new Conversation(await RuntimeApi.start());
  }

  next(): Promise<Response> {
    return fetch(this.#url("/invocation/next"), { timeout: false } as RequestInit);
  }

  post(path: string, body: NonNullable<RequestInit["body"]>, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(this.#url(path), { method: "POST", body, headers });
  }

  deliver(invocation: Invocation = firstInvocation, sink?: ResponseSink): void {
    this.api.deliver(invocation, { onAnswer: (answer) => this.answers.push(answer), sink });
  }

  /** Brings the runtime to where it has the invocation. */
  async begin(sink?: ResponseSink): Promise<void> {
    const poll = this.next();
    await this.api.untilNext();
    this.deliver(firstInvocation, sink);
    await poll;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.api.stop();
  }

  #url(path: string): string {
    return `http://${this.api.address}/2018-06-01/runtime${path}`;
  }
}

test("next waits for an invocation and hands it over with its headers", async () => {
  await using conversation = await Conversation.start();
  const poll = conversation.next();
  await conversation.api.untilNext();

  conversation.deliver();
  const response = await poll;

  expect(response.status).toBe(200);
  expect(await response.text()).toBe(`{"text":"ö"}`);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "application/json",
    "lambda-runtime-aws-request-id": id,
    "lambda-runtime-deadline-ms": "1542409706888",
    "lambda-runtime-invocation-id": firstInvocation.invocationId,
    "lambda-runtime-invoked-function-arn": firstInvocation.functionArn,
    "lambda-runtime-trace-id": firstInvocation.tracingHeader,
  });
});

test("a response is accepted and delivered byte by byte", async () => {
  await using conversation = await Conversation.start();
  await conversation.begin();
  const payload = new Uint8Array([0, 255, 10, 195]);

  const response = await conversation.post(`/invocation/${id}/response`, payload);

  expect([response.status, await response.json()]).toEqual([202, { status: "OK" }]);
  expect(conversation.answers).toEqual([{ kind: "response", payload }]);
});

test("an error is accepted and delivered", async () => {
  await using conversation = await Conversation.start();
  await conversation.begin();

  const response = await conversation.post(`/invocation/${id}/error`, `{"errorType":"Error"}`);

  expect([response.status, await response.json()]).toEqual([202, { status: "OK" }]);
  expect(conversation.answers).toEqual([{ kind: "error", payload: new TextEncoder().encode(`{"errorType":"Error"}`) }]);
});

test("a response in streaming mode is collected", async () => {
  await using conversation = await Conversation.start();
  await conversation.begin();
  const stream = new ReadableStream({
    async start(controller) {
      for (const part of ["a", "b", "c"]) {
        controller.enqueue(new TextEncoder().encode(part));
        await Promise.resolve();
      }
      controller.close();
    },
  });

  const headers = { "Lambda-Runtime-Function-Response-Mode": "streaming" };
  const response = await conversation.post(`/invocation/${id}/response`, stream, headers);

  expect(response.status).toBe(202);
  expect(conversation.answers).toEqual([{ kind: "response", payload: Buffer.from("abc") }]);
});

test("an unknown response mode is refused and ends the invocation", async () => {
  await using conversation = await Conversation.start();
  await conversation.begin();

  const headers = { "Lambda-Runtime-Function-Response-Mode": "torrent" };
  const response = await conversation.post(`/invocation/${id}/response`, "{}", headers);

  expect(response.status).toBe(400);
  expect(await response.json()).toHaveProperty("errorType", "InvalidFunctionResponseMode");
  expect(conversation.answers).toEqual([{ kind: "error", payload: new Uint8Array() }]);
});

test.each(["with its length declared", "in chunks"])("a response over the limit, %s, is refused", async (manner) => {
  await using conversation = await Conversation.start();
  await conversation.begin();
  const bytes = new Uint8Array(maxResponseBytes + 1);

  const body = manner === "in chunks" ? new Blob([bytes]).stream() : bytes;
  const response = await conversation.post(`/invocation/${id}/response`, body);

  expect(response.status).toBe(413);
  expect(await response.json()).toEqual({
    errorMessage: "Exceeded maximum allowed payload size (6291556 bytes).",
    errorType: "RequestEntityTooLarge",
  });
  const payload = conversation.answers[0]?.payload;
  expect(JSON.parse(new TextDecoder().decode(payload))).toHaveProperty("errorType", "Function.ResponseSizeTooLarge");
  expect((await answered(conversation)).status).toBe(200);
});

test("a response of exactly the limit in chunks is accepted", async () => {
  await using conversation = await Conversation.start();
  await conversation.begin();

  const body = new Blob([new Uint8Array(maxResponseBytes)]).stream();
  const response = await conversation.post(`/invocation/${id}/response`, body);

  expect(response.status).toBe(202);
});

test.each(["response", "error"])("a /%s for another request is refused and changes nothing", async (path) => {
  await using conversation = await Conversation.start();
  await conversation.begin();

  const response = await conversation.post(`/invocation/00000000-0000-0000-0000-000000000000/${path}`, "{}");

  expect([response.status, await response.json()]).toEqual([400, invalidRequestId]);
  expect(conversation.answers).toEqual([]);
});

test("an answer before any invocation is refused", async () => {
  await using conversation = await Conversation.start();

  const response = await conversation.post(`/invocation/${id}/response`, "{}");

  expect([response.status, await response.json()]).toEqual([400, invalidRequestId]);
});

test("a second answer is refused", async () => {
  await using conversation = await Conversation.start();
  await conversation.begin();
  await conversation.post(`/invocation/${id}/response`, "1");

  const response = await conversation.post(`/invocation/${id}/error`, "2");

  expect([response.status, await response.json()]).toEqual([
    403,
    {
      errorMessage:
        "State transition from RuntimeResponseSentState to InvocationErrorResponse failed for runtime. Error: State transition is not allowed",
      errorType: "InvalidStateTransition",
    },
  ]);
  expect(conversation.answers).toHaveLength(1);
});

test("next is refused while an invocation runs", async () => {
  await using conversation = await Conversation.start();
  await conversation.begin();

  const response = await conversation.next();

  expect(response.status).toBe(403);
  expect(await response.json()).toHaveProperty("errorType", "InvalidStateTransition");
});

test("a failed init is reported once, with the type that Lambda records", async () => {
  await using conversation = await Conversation.start();
  const headers = { "Lambda-Runtime-Function-Error-Type": "Runtime.ImportModuleError" };

  const first = await conversation.post("/init/error", `{"errorType":"x"}`, headers);
  const second = await conversation.post("/init/error", "{}", headers);

  expect(first.status).toBe(202);
  expect(second.status).toBe(403);
  expect(await conversation.api.untilInitError()).toEqual({
    errorType: "Runtime.ImportModuleError",
    payload: new TextEncoder().encode(`{"errorType":"x"}`),
  });
});

test("a response whose sender breaks off is no answer", async () => {
  await using conversation = await Conversation.start();
  await conversation.begin();
  const [hostname = "", port] = conversation.api.address.split(":");
  const closed = Promise.withResolvers<void>();
  const socket = await Bun.connect({
    hostname,
    port: Number(port),
    socket: { data() {}, close: () => closed.resolve() },
  });

  socket.write(
    `POST /2018-06-01/runtime/invocation/${id}/response HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{"a"`,
  );
  socket.flush();
  socket.end();
  await closed.promise;
  // One more round trip: by then the server has seen the end of that connection.
  await conversation.post("/init/error", "{}");

  expect(conversation.answers).toEqual([]);
});

test("what is not part of the API is not found", async () => {
  await using conversation = await Conversation.start();

  expect((await conversation.post("/invocation/next", "{}")).status).toBe(404);
  expect((await conversation.post("/elsewhere", "{}")).status).toBe(404);
});

test("an invocation is only handed to a runtime that waits for one", async () => {
  await using conversation = await Conversation.start();

  expect(() => conversation.deliver()).toThrow(TypeError);
});

/** Lets the runtime have another invocation. */
async function answered(conversation: Conversation): Promise<Response> {
  const poll = conversation.next();
  await conversation.api.untilNext();
  conversation.deliver({ ...firstInvocation, requestId: crypto.randomUUID() });
  return poll;
}
