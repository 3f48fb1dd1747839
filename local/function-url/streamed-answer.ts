import type { ServerResponse } from "node:http";
import { finished } from "node:stream/promises";
import type { HttpAnswer } from "../gateway/http-answer.ts";
import { MalformedResultError } from "../gateway/response-metadata.ts";
import { rawHeaders, sendAnswer } from "../gateway/send-answer.ts";
import type { InvocationResult } from "../lambda/invocation-result.ts";
import type { ResponseSink } from "../lambda/response-sink.ts";
import { functionError, tooLarge, tooManyRequests } from "./failures.ts";
import { defaultContentType, PreludeReader } from "./prelude-reader.ts";

type Headers = HttpAnswer["headers"];

const integrationResponse = "application/vnd.awslambda.http-integration-response";

/**
 * Answers an HTTP request with what a function streams: each chunk as it comes, no faster than the client takes it. Status
 * and headers are those of the prelude, where the content type says that there is one; otherwise 200 with that type.
 *
 * A client that goes away stops nothing: the function runs to its end, and what it still writes is dropped. A function
 * that fails behind its first byte leaves an answer without an end, so that nobody takes it for the whole.
 *
 * Source: AWS documentation, "Response streaming for Lambda functions" (a broken connection does not interrupt).
 */
export class StreamedAnswer implements ResponseSink {
  readonly #response: ServerResponse;
  readonly #added: Headers;
  #contentType = defaultContentType;
  #prelude: PreludeReader | undefined;
  readonly #warn: (message: string) => void;
  #malformed = false;

  /**
   * @param added Headers of the front itself.
   * @param warn Is told, at most once, what is wrong with what the function writes: the client is not.
   */
  constructor(response: ServerResponse, added: Headers, warn: (message: string) => void) {
    this.#response = response;
    this.#added = added;
    this.#warn = warn;
  }

  begin(contentType: string): void {
    if (contentType.split(";", 1)[0]?.trim().toLowerCase() === integrationResponse) this.#prelude = new PreludeReader();
    else this.#contentType = contentType;
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.#malformed || isGone(this.#response)) return;
    const body = this.#response.headersSent ? bytes : this.#begin(bytes);
    if (body.byteLength > 0 && !this.#response.write(body)) await drained(this.#response);
  }

  /**
   * Ends the answer as the invocation has ended; resolves when it has gone out, with what the log calls it.
   *
   * @throws `ERR_STREAM_PREMATURE_CLOSE` when the client closes the connection meanwhile.
   */
  async end(result: InvocationResult): Promise<string> {
    if (isGone(this.#response)) return "aborted";
    if (result.status === "throttled") return this.#send(tooManyRequests);
    if (result.status === "request-too-large") return this.#send(tooLarge);
    if (result.status === "function-error") return this.#fail();
    if (!this.#response.headersSent) this.#beginAtEnd();
    if (this.#malformed) return this.#send(functionError);
    this.#response.end();
    await finished(this.#response);
    return String(this.#response.statusCode);
  }

  /** Takes bytes while the head has not been sent; gives those that belong to the body. */
  #begin(bytes: Uint8Array): Uint8Array {
    if (this.#prelude === undefined) {
      this.#sendHead(200, [["Content-Type", this.#contentType]]);
      return bytes;
    }
    try {
      const prelude = this.#prelude.read(bytes);
      if (prelude === undefined) return new Uint8Array();
      this.#sendHead(prelude.status, prelude.headers);
      return prelude.rest;
    } catch (error) {
      if (!(error instanceof MalformedResultError)) throw error;
      this.#refuse(error);
      return new Uint8Array();
    }
  }

  /** A response without any byte is one of 200; a prelude without its end is none. */
  #beginAtEnd(): void {
    if (this.#malformed) return;
    if (this.#prelude?.empty === false) this.#refuse(new MalformedResultError("its prelude has no end."));
    else this.#sendHead(200, [["Content-Type", this.#contentType]]);
  }

  #refuse(error: MalformedResultError): void {
    this.#malformed = true;
    this.#warn(error.message);
  }

  #sendHead(status: number, headers: Headers): void {
    this.#response.writeHead(status, rawHeaders([...headers, ...this.#added]));
    this.#response.flushHeaders();
  }

  async #fail(): Promise<string> {
    if (!this.#response.headersSent) return this.#send(functionError);
    this.#response.destroy();
    return `${this.#response.statusCode} broken off`;
  }

  async #send(answer: HttpAnswer): Promise<string> {
    await sendAnswer(this.#response, answer, this.#added);
    return String(answer.status);
  }
}

function isGone(response: ServerResponse): boolean {
  return response.destroyed || response.closed;
}

/** Resolves when more may be written, or when the client has gone. */
function drained(response: ServerResponse): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const settle = (): void => {
    response.off("drain", settle);
    response.off("close", settle);
    resolve();
  };
  response.on("drain", settle);
  response.on("close", settle);
  if (isGone(response)) settle();
  return promise;
}
