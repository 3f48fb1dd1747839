import { ConflictException } from "../backend/domain/exception/conflict-exception.ts";
import type { DomainException } from "../backend/domain/exception/domain-exception.ts";
import { ForbiddenException } from "../backend/domain/exception/forbidden-exception.ts";
import { InvalidRequestException } from "../backend/domain/exception/invalid-request-exception.ts";
import { NotFoundException } from "../backend/domain/exception/not-found-exception.ts";
import { PreconditionFailedException } from "../backend/domain/exception/precondition-failed-exception.ts";
import { PreconditionRequiredException } from "../backend/domain/exception/precondition-required-exception.ts";
import { ServiceUnavailableException } from "../backend/domain/exception/service-unavailable-exception.ts";
import { ValidationException } from "../backend/domain/exception/validation-exception.ts";

/** The only place where kinds of DomainException meet HTTP statuses (RFC 9110 section 15.5, RFC 6585). */
const statuses = [
  [InvalidRequestException, 400],
  [ForbiddenException, 403],
  [NotFoundException, 404],
  [ConflictException, 409],
  [PreconditionFailedException, 412],
  [ValidationException, 422],
  [PreconditionRequiredException, 428],
  [ServiceUnavailableException, 503],
] as const;

/** Undefined for a kind that has no status. */
export function domainStatus(exception: DomainException): number | undefined {
  return statuses.find(([Kind]) => exception instanceof Kind)?.[1];
}
