import { DomainException } from "./domain-exception.ts";

/** What the request is about does not exist. */
export class NotFoundException extends DomainException {}
