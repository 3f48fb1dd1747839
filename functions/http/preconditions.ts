import type { VersionPrecondition } from "../backend/application/versioning/version-precondition.ts";
import { PreconditionRequiredException } from "../backend/domain/exception/precondition-required-exception.ts";
import { type EntityTag, parseEntityTags } from "./entity-tag.ts";
import type { HttpRequest } from "./http-request.ts";
import type { Route } from "../manifest/route.ts";

type Headers = HttpRequest<Route>["headers"];

/**
 * The versions that a change may be applied to: those that If-Match names, without those that If-None-Match names, should
 * the request have that, too. Weak tags and tags of another form never match in If-Match, whose comparison is a strong one
 * (RFC 9110, sections 13.1.1, 13.1.2 and 13.2.2).
 *
 * @throws PreconditionRequiredException without If-Match (RFC 6585, section 3); HttpException 400 when one is malformed.
 */
export function requireIfMatch(headers: Headers): VersionPrecondition {
  const matching = tagsIn(headers, "if-match");
  if (matching === undefined) {
    throw new PreconditionRequiredException(
      "precondition-required",
      "Send the header If-Match with the ETag of the last answer about this resource, or * for whatever version it has.",
    );
  }
  const excluded = tagsIn(headers, "if-none-match");
  if (excluded === "*") return { kind: "versions", versions: [] };
  const excludedVersions = versionsOf(excluded ?? []);
  if (matching === "*") {
    return excludedVersions.length === 0 ? { kind: "any" } : { kind: "except", versions: excludedVersions };
  }
  const versions = versionsOf(matching.filter(({ weak }) => !weak));
  return { kind: "versions", versions: versions.filter((version) => !excludedVersions.includes(version)) };
}

/**
 * Whether the caller has the representation with this entity tag already, by If-None-Match, whose comparison is a weak one
 * (RFC 9110, section 13.1.2).
 *
 * @throws HttpException 400 when the header is malformed.
 */
export function isNotModified(headers: Headers, etag: string): boolean {
  const tags = tagsIn(headers, "if-none-match") ?? [];
  return tags === "*" || tags.some(({ opaque }) => `"${opaque}"` === etag);
}

/** Undefined where the header is absent or empty. */
function tagsIn(headers: Headers, name: string): ReturnType<typeof parseEntityTags> | undefined {
  const value = headers[name];
  return value === undefined || value.trim() === "" ? undefined : parseEntityTags(name, value);
}

function versionsOf(tags: readonly EntityTag[]): readonly number[] {
  return tags.filter(({ opaque }) => /^[1-9][0-9]{0,14}$/.test(opaque)).map(({ opaque }) => Number(opaque));
}
