import type { VersionPrecondition } from "../backend/application/versioning/version-precondition.ts";
import { PreconditionRequiredException } from "../backend/domain/exception/precondition-required-exception.ts";
import { parseEntityTags } from "./entity-tag.ts";
import type { HttpRequest } from "./http-request.ts";
import type { Route } from "../manifest/route.ts";

type Headers = HttpRequest<Route>["headers"];

/**
 * The versions that If-Match names. Weak tags and tags of another form never match, as the comparison is a strong one
 * (RFC 9110, section 13.1.1).
 *
 * @throws PreconditionRequiredException without the header (RFC 6585, section 3); HttpException 400 when it is malformed.
 */
export function requireIfMatch(headers: Headers): VersionPrecondition {
  const value = headers["if-match"];
  if (value === undefined || value.trim() === "") {
    throw new PreconditionRequiredException(
      "precondition-required",
      "Send the header If-Match with the ETag of the last answer about this resource, or * for whatever version it has.",
    );
  }
  const tags = parseEntityTags("if-match", value);
  if (tags === "*") return { kind: "any" };
  const versions = tags
    .filter(({ weak, opaque }) => !weak && /^[1-9][0-9]{0,14}$/.test(opaque))
    .map(({ opaque }) => Number(opaque));
  return { kind: "versions", versions };
}

/**
 * Whether the caller has the representation with this entity tag already, by If-None-Match, whose comparison is a weak one
 * (RFC 9110, section 13.1.2).
 *
 * @throws HttpException 400 when the header is malformed.
 */
export function isNotModified(headers: Headers, etag: string): boolean {
  const value = headers["if-none-match"];
  if (value === undefined || value.trim() === "") return false;
  const tags = parseEntityTags("if-none-match", value);
  return tags === "*" || tags.some(({ opaque }) => `"${opaque}"` === etag);
}
