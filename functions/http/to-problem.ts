import { ConflictException } from "../backend/domain/exception/conflict-exception.ts";
import { DomainException } from "../backend/domain/exception/domain-exception.ts";
import { ForbiddenException } from "../backend/domain/exception/forbidden-exception.ts";
import { ServiceUnavailableException } from "../backend/domain/exception/service-unavailable-exception.ts";
import { ValidationException } from "../backend/domain/exception/validation-exception.ts";
import { challenge } from "./challenge.ts";
import { domainStatus } from "./domain-status.ts";
import { HttpException } from "./http-exception.ts";
import { toJsonPointer } from "./json-pointer.ts";
import type { Problem } from "./problem.ts";

/** What the caller learns of a failure that is none of their making. */
const internalError: Problem = {
  status: 500,
  code: "internal-error",
  detail: "The service failed. Try again later; if it goes on, report the requestId.",
};

/** What the caller is told about anything that was thrown. */
export function toProblem(thrown: unknown): Problem {
  if (thrown instanceof HttpException) {
    const { status, code, message: detail, errors, headers } = thrown;
    return { status, code, detail, errors, headers };
  }
  if (!(thrown instanceof DomainException)) return internalError;
  const status = domainStatus(thrown);
  if (status === undefined) return internalError;
  return {
    status,
    code: thrown.code,
    detail: thrown.message,
    ...(thrown instanceof ValidationException && {
      errors: thrown.errors.map(({ path, message }) => ({ pointer: toJsonPointer(path), detail: message })),
    }),
    ...(thrown instanceof ConflictException && { details: thrown.details }),
    // A stronger token may do it (RFC 6750, section 3.1).
    ...(thrown instanceof ForbiddenException && { headers: { "www-authenticate": challenge("insufficient_scope") } }),
    ...(thrown instanceof ServiceUnavailableException && {
      headers: { "retry-after": String(Math.max(1, Math.ceil(thrown.retryAfterSeconds))) },
    }),
  };
}
