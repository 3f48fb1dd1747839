import { DomainException } from "./domain-exception.ts";

/** The request itself makes no sense, whatever the state of the data. */
export class InvalidRequestException extends DomainException {}
