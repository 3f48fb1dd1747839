import { DomainException } from "./domain-exception.ts";

/** The caller is known, but may not do this. */
export class ForbiddenException extends DomainException {}
