import { DomainException } from "./domain-exception.ts";

/** The request contradicts the current state of the data. */
export class ConflictException extends DomainException {}
