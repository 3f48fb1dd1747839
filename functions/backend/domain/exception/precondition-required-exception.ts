import { DomainException } from "./domain-exception.ts";

/** The operation changes data and must be told which state of it the caller has seen. */
export class PreconditionRequiredException extends DomainException {}
