import { expect, test } from "bun:test";
import { ConflictException } from "../backend/domain/exception/conflict-exception.ts";
import { DomainException } from "../backend/domain/exception/domain-exception.ts";
import { InvalidRequestException } from "../backend/domain/exception/invalid-request-exception.ts";
import { NotFoundException } from "../backend/domain/exception/not-found-exception.ts";
import { PreconditionFailedException } from "../backend/domain/exception/precondition-failed-exception.ts";
import { PreconditionRequiredException } from "../backend/domain/exception/precondition-required-exception.ts";
import { ServiceUnavailableException } from "../backend/domain/exception/service-unavailable-exception.ts";
import { ValidationException } from "../backend/domain/exception/validation-exception.ts";
import { domainStatus } from "./domain-status.ts";

class UnmappedException extends DomainException {}

test.each([
  ["InvalidRequestException", new InvalidRequestException("a", "a"), 400],
  ["NotFoundException", new NotFoundException("a", "a"), 404],
  ["ConflictException", new ConflictException("a", "a"), 409],
  ["PreconditionFailedException", new PreconditionFailedException("a", "a"), 412],
  ["ValidationException", new ValidationException([]), 422],
  ["PreconditionRequiredException", new PreconditionRequiredException("a", "a"), 428],
  ["ServiceUnavailableException", new ServiceUnavailableException("a", "a", 1), 503],
  ["UnmappedException", new UnmappedException("a", "a"), undefined],
] as const)("%s", (_kind, exception, status) => {
  expect(domainStatus(exception)).toBe(status);
});
