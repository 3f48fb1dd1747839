import { DomainException } from "./domain-exception.ts";

/** The request is fine but cannot be served now. Nothing was changed; the same request may succeed later. */
export class TooManyRequestsException extends DomainException {
  readonly retryAfterSeconds: number;

  constructor(code: string, message: string, retryAfterSeconds: number, options?: ErrorOptions) {
    super(code, message, { retryAfterSeconds }, options);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
