import { DomainException } from "./domain-exception.ts";

/** What the request needs cannot be reached, or takes no more, for now. The same request may succeed later. */
export class ServiceUnavailableException extends DomainException {
  readonly retryAfterSeconds: number;

  constructor(code: string, message: string, retryAfterSeconds: number, options?: ErrorOptions) {
    super(code, message, { retryAfterSeconds }, options);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
