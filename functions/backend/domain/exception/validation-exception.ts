import { DomainException } from "./domain-exception.ts";

/** One value that breaks a rule. */
export interface FieldError {
  /** The way to the value from the input's root, as keys and array indexes. */
  readonly path: readonly (string | number)[];
  /** The rule and how to keep it; never the value itself. */
  readonly message: string;
}

/** Values are well-formed but break rules of the domain. */
export class ValidationException extends DomainException {
  readonly errors: readonly FieldError[];

  constructor(errors: readonly FieldError[], code = "validation-failed") {
    const summary = errors
      .map(({ path, message }) => (path.length === 0 ? message : `${path.join(".")}: ${message}`))
      .join(" ");
    super(code, summary, { errors });
    this.errors = errors;
  }
}
