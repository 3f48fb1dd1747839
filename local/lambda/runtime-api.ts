import type { BunRequest, Server } from "bun";
import { recordedErrorType, responseTooLarge } from "./function-failure.ts";
import { MAX_RESPONSE_BYTES, type Invocation } from "./invocation.ts";

/** What a runtime posts in the end of an invocation. */
export type RuntimeAnswer =
  | { readonly kind: "response"; readonly payload: Uint8Array }
  | { readonly kind: "error"; readonly payload: Uint8Array };

/** What a runtime posts when it cannot start. */
export interface InitError {
  readonly errorType: string;
  readonly payload: Uint8Array;
}

type State =
  | { readonly name: "Started" | "InitError" }
  | { readonly name: "Ready"; readonly answerPoll: (response: Response) => void }
  | {
      readonly name: "Running" | "InvocationResponse" | "InvocationErrorResponse" | "RuntimeResponseSentState";
      readonly requestId: string;
      readonly onAnswer: (answer: RuntimeAnswer) => void;
    };

type InvocationRequest = BunRequest<"/2018-06-01/runtime/invocation/:requestId/response">;

/**
 * The Lambda Runtime API of one execution environment, on a loopback port of its own: it hands invocations to the runtime
 * and takes its answers. State names, status codes and error bodies are those of the service.
 *
 * A response in streaming mode is collected like a buffered one, which is what a buffered Invoke of a streaming function
 * gives in AWS; its trailers are not looked at.
 *
 * Source: AWS documentation, "Using the Lambda runtime API"; AWS Lambda Runtime Interface Emulator.
 */
export class RuntimeApi {
  /** `host:port`, the value of `AWS_LAMBDA_RUNTIME_API`. */
  readonly address: string;
  readonly #server: Server<undefined>;
  #state: State = { name: "Started" };
  #polled = Promise.withResolvers<void>();
  readonly #initError = Promise.withResolvers<InitError>();

  constructor() {
    this.#server = Bun.serve({
      hostname: "127.0.0.1",
      port: 0,
      // A poll lasts until there is an invocation, which may be hours.
      idleTimeout: 0,
      // The limit is answered here, with the body that AWS gives, not by the server's own.
      maxRequestBodySize: Number.MAX_SAFE_INTEGER,
      routes: {
        "/2018-06-01/runtime/invocation/next": { GET: () => this.#next() },
        "/2018-06-01/runtime/invocation/:requestId/response": { POST: (request) => this.#response(request) },
        "/2018-06-01/runtime/invocation/:requestId/error": { POST: (request) => this.#error(request) },
        "/2018-06-01/runtime/init/error": { POST: (request) => this.#reportInitError(request) },
      },
      fetch: () => new Response("404 page not found\n", { status: 404 }),
    });
    this.address = `127.0.0.1:${this.#server.port}`;
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
   * @param onAnswer is called once, when the runtime has posted its answer.
   * @throws {TypeError} when the runtime is not waiting: a mistake of the caller.
   */
  deliver(invocation: Invocation, onAnswer: (answer: RuntimeAnswer) => void): void {
    if (this.#state.name !== "Ready") throw new TypeError(`The runtime is not waiting but in ${this.#state.name}.`);
    const { answerPoll } = this.#state;
    this.#polled = Promise.withResolvers<void>();
    this.#state = { name: "Running", requestId: invocation.requestId, onAnswer };
    answerPoll(
      new Response(invocation.event, {
        headers: {
          "Content-Type": "application/json",
          "Lambda-Runtime-Aws-Request-Id": invocation.requestId,
          "Lambda-Runtime-Deadline-Ms": String(invocation.deadlineMs),
          "Lambda-Runtime-Invoked-Function-Arn": invocation.functionArn,
          "Lambda-Runtime-Trace-Id": invocation.traceId,
          "Lambda-Runtime-Invocation-Id": invocation.invocationId,
        },
      }),
    );
  }

  /** Closes the port and every connection. */
  async stop(): Promise<void> {
    await this.#server.stop(true);
  }

  #next(): Response | Promise<Response> {
    if (this.#state.name !== "Started" && this.#state.name !== "RuntimeResponseSentState") {
      return this.#transitionRefused("Ready");
    }
    const poll = Promise.withResolvers<Response>();
    this.#state = { name: "Ready", answerPoll: poll.resolve };
    this.#polled.resolve();
    return poll.promise;
  }

  async #response(request: InvocationRequest): Promise<Response> {
    const { state: running, refusal } = this.#answering(request.params.requestId, "InvocationResponse");
    if (running === undefined) return refusal;
    const mode = request.headers.get("Lambda-Runtime-Function-Response-Mode");
    if (mode !== null && mode !== "streaming") {
      this.#settle(running, { kind: "error", payload: new Uint8Array() });
      return errorResponse(400, "InvalidFunctionResponseMode", "Invalid function response mode");
    }
    const payload = await readUpTo(request, MAX_RESPONSE_BYTES);
    if (payload === undefined) {
      this.#settle(running, { kind: "error", payload: responseTooLarge() });
      const message = `Exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`;
      return errorResponse(413, "RequestEntityTooLarge", message);
    }
    this.#settle(running, { kind: "response", payload });
    return accepted();
  }

  async #error(request: InvocationRequest): Promise<Response> {
    const { state: running, refusal } = this.#answering(request.params.requestId, "InvocationErrorResponse");
    if (running === undefined) return refusal;
    this.#settle(running, { kind: "error", payload: await request.bytes() });
    return accepted();
  }

  async #reportInitError(request: Request): Promise<Response> {
    if (this.#state.name !== "Started") return this.#transitionRefused("InitError");
    this.#state = { name: "InitError" };
    const errorType = recordedErrorType(request.headers.get("Lambda-Runtime-Function-Error-Type"));
    this.#initError.resolve({ errorType, payload: await request.bytes() });
    return accepted();
  }

  /** Takes the running invocation for the one answer that it may have, or says why it cannot be answered. */
  #answering(requestId: string, name: "InvocationResponse" | "InvocationErrorResponse"): Answering {
    const state = this.#state;
    if (!("requestId" in state) || state.requestId !== requestId) {
      return { refusal: errorResponse(400, "InvalidRequestID", "Invalid request ID") };
    }
    if (state.name !== "Running") return { refusal: this.#transitionRefused(name) };
    this.#state = { ...state, name };
    return { state };
  }

  #settle(running: RunningState, answer: RuntimeAnswer): void {
    this.#state = { ...running, name: "RuntimeResponseSentState" };
    running.onAnswer(answer);
  }

  #transitionRefused(to: string): Response {
    const message = `State transition from ${this.#state.name} to ${to} failed for runtime. Error: State transition is not allowed`;
    return errorResponse(403, "InvalidStateTransition", message);
  }
}

type RunningState = Extract<State, { requestId: string }>;
type Answering = { state: RunningState; refusal?: never } | { state?: never; refusal: Response };

function accepted(): Response {
  return Response.json({ status: "OK" }, { status: 202 });
}

function errorResponse(status: number, errorType: string, errorMessage: string): Response {
  return Response.json({ errorMessage, errorType }, { status });
}

/**
 * The whole body, or undefined when it is over the limit. It is read to its end in either case: a runtime that is still
 * sending would take an early answer for a broken connection.
 */
async function readUpTo(request: Request, limit: number): Promise<Uint8Array | undefined> {
  const declared = request.headers.get("Content-Length");
  if (declared !== null && Number(declared) <= limit) return request.bytes();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size <= limit) chunks.push(chunk);
  }
  return size <= limit ? Buffer.concat(chunks) : undefined;
}
