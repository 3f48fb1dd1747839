import { escapeHeaderValue } from "./header-value.ts";
import type { HttpConnection } from "./http-connection.ts";
import type { HttpResponse } from "./http-response-parser.ts";
import type { Invocation } from "./invocation.ts";
import { trailerNames, errorTrailers } from "./error-trailers.ts";
import { acceptedErrorType } from "./thrown-error.ts";
import type { ErrorDocument } from "./thrown-error.ts";
import { xrayCause } from "./xray-cause.ts";

/** How the Runtime API took a post. A refused one is final: it must not be followed by another for the invocation. */
export type PostOutcome =
  | { readonly status: "accepted" }
  | { readonly status: "refused"; readonly httpStatus: number; readonly reason: string };

/** A response that is posted piece by piece. The promises are those of `ChunkedRequest`. */
export interface StreamingPost {
  write(bytes: Uint8Array): Promise<void>;
  end(): Promise<void>;
  /** Ends the response with an error. */
  fail(error: ErrorDocument): Promise<void>;
  /** How the platform took it; it may answer before the end. */
  readonly outcome: Promise<PostOutcome>;
}

/** The Runtime API answered what a runtime cannot go on from; it must exit. */
export class RuntimeApiError extends Error {
  readonly code = "RUNTIME_API_FAILED";

  constructor(message: string) {
    super(message);
    this.name = "RuntimeApiError";
  }
}

const versionPath = "/2018-06-01/runtime";
const userAgent = `draht-bun/${Bun.version}`;
const decoder = new TextDecoder();

/**
 * Client of the Lambda Runtime API for one invocation at a time.
 *
 * Every method throws `HttpConnectionError` or `HttpParseError` when the transport fails.
 *
 * Source: AWS documentation, "Using the Lambda runtime API for custom runtimes".
 */
export class RuntimeClient {
  readonly #connection: HttpConnection;

  constructor(connection: HttpConnection) {
    this.#connection = connection;
  }

  /**
   * Waits for the next invocation, however long it takes.
   *
   * @throws RuntimeApiError when the answer is not 200 or has no request id.
   */
  async next(): Promise<Invocation> {
    const response = await this.#connection.send({
      method: "GET",
      path: `${versionPath}/invocation/next`,
      headers: { "User-Agent": userAgent },
    });
    if (response.status !== 200) throw unexpected("invocation/next", response);
    return toInvocation(response);
  }

  /** Posts the handler's result, JSON text. */
  async respond(invocation: Invocation, json: string): Promise<PostOutcome> {
    return this.#post(`/invocation/${encodeURIComponent(invocation.requestId)}/response`, json, echo(invocation));
  }

  /** Begins a response that is written piece by piece. */
  async stream(invocation: Invocation, contentType: string): Promise<StreamingPost> {
    const path = `/invocation/${encodeURIComponent(invocation.requestId)}/response`;
    const request = await this.#connection.open({
      method: "POST",
      path: `${versionPath}${path}`,
      headers: {
        "User-Agent": userAgent,
        "Content-Type": escapeHeaderValue(contentType),
        "Lambda-Runtime-Function-Response-Mode": "streaming",
        Trailer: trailerNames,
        ...echo(invocation),
      },
    });
    return {
      write: async (bytes) => request.write(bytes),
      end: async () => request.end(),
      fail: async (error) => request.end(errorTrailers(error)),
      outcome: request.response.then((response) => toOutcome(path, response)),
    };
  }

  /** Posts that the invocation failed. */
  async fail(invocation: Invocation, error: ErrorDocument): Promise<PostOutcome> {
    const cause = xrayCause(error, process.cwd());
    return this.#post(`/invocation/${encodeURIComponent(invocation.requestId)}/error`, errorJson(error), {
      ...echo(invocation),
      "Lambda-Runtime-Function-Error-Type": escapeHeaderValue(error.errorType),
      ...(cause === undefined ? {} : { "Lambda-Runtime-Function-XRay-Error-Cause": cause }),
    });
  }

  /** Posts that the function could not be initialised. */
  async failInit(error: ErrorDocument): Promise<PostOutcome> {
    return this.#post("/init/error", errorJson(error), {
      "Lambda-Runtime-Function-Error-Type": acceptedErrorType(error.errorType),
    });
  }

  /**
   * Tells that the environment may be snapshotted, and waits until it is restored, however long that takes.
   *
   * @throws RuntimeApiError when the answer is not 200.
   */
  async nextRestore(): Promise<void> {
    const response = await this.#connection.send({
      method: "GET",
      path: `${versionPath}/restore/next`,
      headers: { "User-Agent": userAgent },
    });
    if (response.status !== 200) throw unexpected("restore/next", response);
  }

  /** Posts that the function could not go on after it was restored. */
  async failRestore(error: ErrorDocument): Promise<PostOutcome> {
    return this.#post("/restore/error", errorJson(error), {
      "Lambda-Runtime-Function-Error-Type": acceptedErrorType(error.errorType),
    });
  }

  /** Closes the connection; a request on its way fails. */
  close(): void {
    this.#connection.close();
  }

  async #post(path: string, body: string, headers: Readonly<Record<string, string>>): Promise<PostOutcome> {
    const response = await this.#connection.send({
      method: "POST",
      path: `${versionPath}${path}`,
      headers: { "User-Agent": userAgent, "Content-Type": "application/json", ...headers },
      body,
    });
    return toOutcome(path, response);
  }
}

function toOutcome(path: string, response: HttpResponse): PostOutcome {
  if (response.status >= 200 && response.status < 300) return { status: "accepted" };
  if (response.status < 400 || response.status >= 500) throw unexpected(path, response);
  return { status: "refused", httpStatus: response.status, reason: excerpt(response) };
}

function errorJson({ errorType, errorMessage, trace }: ErrorDocument): string {
  return JSON.stringify({ errorType, errorMessage, trace });
}

function echo({ invocationId }: Invocation): Readonly<Record<string, string>> {
  return invocationId === undefined ? {} : { "Lambda-Runtime-Invocation-Id": invocationId };
}

function toInvocation({ headers, body }: HttpResponse): Invocation {
  const requestId = headers.get("lambda-runtime-aws-request-id");
  if (requestId === undefined) {
    throw new RuntimeApiError("The Runtime API sent an invocation without Lambda-Runtime-Aws-Request-Id.");
  }
  return {
    requestId,
    invocationId: headers.get("lambda-runtime-invocation-id"),
    deadlineMs: headers.get("lambda-runtime-deadline-ms"),
    invokedFunctionArn: headers.get("lambda-runtime-invoked-function-arn"),
    traceId: headers.get("lambda-runtime-trace-id"),
    clientContext: headers.get("lambda-runtime-client-context"),
    cognitoIdentity: headers.get("lambda-runtime-cognito-identity"),
    tenantId: headers.get("lambda-runtime-aws-tenant-id"),
    event: body,
  };
}

function unexpected(path: string, response: HttpResponse): RuntimeApiError {
  return new RuntimeApiError(`The Runtime API answered ${path} with status ${response.status}: ${excerpt(response)}`);
}

function excerpt({ body }: HttpResponse): string {
  return decoder.decode(body.subarray(0, 512)).trim();
}
