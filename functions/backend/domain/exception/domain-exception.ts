/** Facts about a failure that a caller may see and a program may use. Never secrets. */
export type ExceptionDetails = Readonly<Record<string, unknown>>;

/**
 * A failure that the caller caused or can do something about. It knows no transport: the HTTP status of each kind is
 * decided in `functions/http/domain-status.ts`. Anything thrown that is not a DomainException is a defect.
 */
export abstract class DomainException extends Error {
  /** Stable, in kebab case; part of the public API. */
  readonly code: string;
  readonly details: ExceptionDetails;

  /** @param message What went wrong and what to change; it is shown to the caller. */
  constructor(code: string, message: string, details: ExceptionDetails = {}, options?: ErrorOptions) {
    super(message, options);
    // The same for every class: minifying a bundle changes the classes' own names. The code tells them apart.
    this.name = "DomainException";
    this.code = code;
    this.details = details;
  }
}
