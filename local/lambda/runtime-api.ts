import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { listen } from "../listen.ts";
import { recordedErrorType, responseTooLarge } from "./function-failure.ts";
import { type Invocation, maxResponseBytes, maxStreamedResponseBytes } from "./invocation.ts";
import { receiveResponse } from "./posted-response.ts";
import { BufferedResponse, type ResponseSink } from "./response-sink.ts";
import {
  accepted,
  notFound,
  parseRuntimeRequest,
  refused,
  type RuntimeReply,
  sendReply,
} from "./runtime-api-request.ts";

/** What a runtime posts in the end of an invocation. */
export type RuntimeAnswer =
  /** The payload is empty where a sink has taken it. */
  | { readonly kind: "response"; readonly payload: Uint8Array }
  | { readonly kind: "error"; readonly payload: Uint8Array };

/** What a runtime posts when it cannot start. */
export interface InitError {
  readonly errorType: string;
  readonly payload: Uint8Array;
}

/** Who waits for the outcome of an invocation. */
export interface Receiver {
  /** Called once, when the runtime has posted its answer. */
  readonly onAnswer: (answer: RuntimeAnswer) => void;
  /** Takes the response as it comes; without it the response is collected. */
  readonly sink?: ResponseSink | undefined;
}

type State =
  | { readonly name: "Started" | "InitError" }
  | { readonly name: "Ready"; readonly answerPoll: (reply: RuntimeReply) => void }
  | (Receiver & {
      readonly name: "Running" | "InvocationResponse" | "InvocationErrorResponse" | "RuntimeResponseSentState";
      readonly requestId: string;
    });

/** Bytes of a request's headers: one of them is X-Ray's account of an error, up to 64 KiB long. */
const maxHeadBytes = 128 * 1024;

/**
 * The Lambda Runtime API of one execution environment, on a loopback port of its own: it hands invocations to the runtime
 * and takes its answers. State names, status codes and error bodies are those of the service.
 *
 * An invocation with a sink is what AWS calls InvokeWithResponseStream: the response is handed on while it comes,
 * whether the runtime posts it in streaming mode or not. Without a sink it is collected, as a buffered Invoke does.
 *
 * `node:http` and not `Bun.serve`, which does not take the trailers that a response in streaming mode may end with.
 *
 * Source: AWS documentation, "Using the Lambda runtime API"; AWS Lambda Runtime Interface Emulator.
 */
export class RuntimeApi {
  /** `host:port`, the value of `AWS_LAMBDA_RUNTIME_API`. */
  readonly address: string;
  readonly #server: Server;
  #state: State = { name: "Started" };
  #polled = Promise.withResolvers<void>();
  readonly #initError = Promise.withResolvers<InitError>();

  private constructor(server: Server, port: number) {
    this.address = `127.0.0.1:${port}`;
    this.#server = server;
    server.on("request", (request, response) => void this.#take(request, response));
  }

  /** Listens on a port of the system's choice. */
  static async start(): Promise<RuntimeApi> {
    // No timeout: a poll lasts until there is an invocation, which may be hours, and a response as long as its function.
    const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0, maxHeaderSize: maxHeadBytes });
    return new RuntimeApi(server, await listen(server, 0, "127.0.0.1"));
  }

  /** Resolves when the runtime asks for an invocation: the end of its init, or of the invocation it had. */
  untilNext(): Promise<void> {
    return this.#polled.promise;
  }

  /** Resolves when the runtime reports that its init failed; possibly never. */
  untilInitError(): Promise<InitError> {
    return this.#initError.promise;
  }

  /**
   * Hands an invocation to the runtime, which must be waiting for one.
   *
   * @throws TypeError when the runtime is not waiting: a mistake of the caller.
   */
  deliver(invocation: Invocation, { onAnswer, sink }: Receiver): void {
    if (this.#state.name !== "Ready") throw new TypeError(`The runtime is not waiting but in ${this.#state.name}.`);
    const { answerPoll } = this.#state;
    this.#polled = Promise.withResolvers<void>();
    this.#state = { name: "Running", requestId: invocation.requestId, onAnswer, sink };
    answerPoll({
      status: 200,
      headers: {
        "Lambda-Runtime-Aws-Request-Id": invocation.requestId,
        "Lambda-Runtime-Deadline-Ms": String(invocation.deadlineMs),
        "Lambda-Runtime-Invoked-Function-Arn": invocation.functionArn,
        "Lambda-Runtime-Trace-Id": invocation.tracingHeader,
        "Lambda-Runtime-Invocation-Id": invocation.invocationId,
      },
      body: invocation.event,
    });
  }

  /** Closes the port and every connection. */
  async stop(): Promise<void> {
    const closed = Promise.withResolvers<void>();
    this.#server.close(() => closed.resolve());
    this.#server.closeAllConnections();
    await closed.promise;
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const reply = await this.#reply(request);
    if (reply !== undefined) sendReply(request, response, reply);
  }

  /** Undefined when there is nobody to reply to. */
  async #reply(request: IncomingMessage): Promise<RuntimeReply | undefined> {
    const asked = parseRuntimeRequest(request);
    if (asked.kind === "next") return this.#next();
    if (asked.kind === "response") return this.#response(request, asked.requestId);
    if (asked.kind === "error") return this.#error(request, asked.requestId);
    if (asked.kind === "init-error") return this.#reportInitError(request);
    return notFound();
  }

  #next(): RuntimeReply | Promise<RuntimeReply> {
    if (this.#state.name !== "Started" && this.#state.name !== "RuntimeResponseSentState") {
      return this.#transitionRefused("Ready");
    }
    const poll = Promise.withResolvers<RuntimeReply>();
    this.#state = { name: "Ready", answerPoll: poll.resolve };
    this.#polled.resolve();
    return poll.promise;
  }

  async #response(request: IncomingMessage, requestId: string): Promise<RuntimeReply | undefined> {
    const { state: running, refusal } = this.#answering(requestId, "InvocationResponse");
    if (running === undefined) return refusal;
    const mode = request.headers["lambda-runtime-function-response-mode"];
    if (mode !== undefined && mode !== "streaming") {
      this.#settle(running, { kind: "error", payload: new Uint8Array() });
      return refused(400, "InvalidFunctionResponseMode", "Invalid function response mode");
    }
    const limit = running.sink === undefined ? maxResponseBytes : maxStreamedResponseBytes;
    const buffered = new BufferedResponse();
    const received = await receiveResponse(request, running.sink ?? buffered, limit);
    if (received.kind === "broken-off") return undefined;
    if (received.kind === "too-large") {
      this.#settle(running, { kind: "error", payload: responseTooLarge(limit) });
      return refused(413, "RequestEntityTooLarge", `Exceeded maximum allowed payload size (${limit} bytes).`);
    }
    if (received.kind === "failed") this.#settle(running, { kind: "error", payload: received.payload });
    else this.#settle(running, { kind: "response", payload: buffered.bytes });
    return accepted();
  }

  async #error(request: IncomingMessage, requestId: string): Promise<RuntimeReply | undefined> {
    const { state: running, refusal } = this.#answering(requestId, "InvocationErrorResponse");
    if (running === undefined) return refusal;
    const body = new BufferedResponse();
    const received = await receiveResponse(request, body, Number.POSITIVE_INFINITY);
    if (received.kind === "broken-off") return undefined;
    this.#settle(running, { kind: "error", payload: body.bytes });
    return accepted();
  }

  async #reportInitError(request: IncomingMessage): Promise<RuntimeReply | undefined> {
    if (this.#state.name !== "Started") return this.#transitionRefused("InitError");
    this.#state = { name: "InitError" };
    const body = new BufferedResponse();
    const received = await receiveResponse(request, body, Number.POSITIVE_INFINITY);
    if (received.kind === "broken-off") return undefined;
    const reported = request.headers["lambda-runtime-function-error-type"];
    this.#initError.resolve({ errorType: recordedErrorType(reported?.toString()), payload: body.bytes });
    return accepted();
  }

  /** Takes the running invocation for the one answer that it may have, or says why it cannot be answered. */
  #answering(requestId: string, name: "InvocationResponse" | "InvocationErrorResponse"): Answering {
    const state = this.#state;
    if (!("requestId" in state) || state.requestId !== requestId) {
      return { refusal: refused(400, "InvalidRequestID", "Invalid request ID") };
    }
    if (state.name !== "Running") return { refusal: this.#transitionRefused(name) };
    this.#state = { ...state, name };
    return { state };
  }

  #settle(running: RunningState, answer: RuntimeAnswer): void {
    this.#state = { ...running, name: "RuntimeResponseSentState" };
    running.onAnswer(answer);
  }

  #transitionRefused(to: string): RuntimeReply {
    const message = `State transition from ${this.#state.name} to ${to} failed for runtime. Error: State transition is not allowed`;
    return refused(403, "InvalidStateTransition", message);
  }
}

type RunningState = Extract<State, { requestId: string }>;
type Answering = { state: RunningState; refusal?: never } | { state?: never; refusal: RuntimeReply };
