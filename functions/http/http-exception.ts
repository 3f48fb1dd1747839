import type { ProblemError } from "./problem.ts";
import type { ReplyHeaders } from "./reply.ts";

export interface HttpExceptionOptions {
  readonly errors?: readonly ProblemError[];
  readonly headers?: ReplyHeaders;
}

/** A request that is refused for what it is as an HTTP message, before the application sees it. */
export class HttpException extends Error {
  readonly status: number;
  /** Stable, in kebab case; part of the public API. */
  readonly code: string;
  readonly errors: readonly ProblemError[];
  readonly headers: ReplyHeaders;

  /** @param message What went wrong and what to change; it is shown to the caller. */
  constructor(status: number, code: string, message: string, { errors = [], headers = {} }: HttpExceptionOptions = {}) {
    super(message);
    this.name = "HttpException";
    this.status = status;
    this.code = code;
    this.errors = errors;
    this.headers = headers;
  }
}
