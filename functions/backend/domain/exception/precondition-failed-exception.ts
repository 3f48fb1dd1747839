import { DomainException } from "./domain-exception.ts";

/** The data is no longer in the state that the caller made the request for. */
export class PreconditionFailedException extends DomainException {}
