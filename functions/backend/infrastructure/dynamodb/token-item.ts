import * as v from "valibot";
import { ApiToken } from "../../domain/token/api-token.ts";
import { isScope, type Scope } from "../../domain/token/scope.ts";
import { timestamp } from "./timestamp.ts";

/** How long a token can still be looked up after it has stopped working. */
const retentionMilliseconds = 30 * 24 * 60 * 60 * 1000;

/** The partition of the index `byKind` that holds every token. */
export const tokenKind = "TOKEN";

const tokenItemSchema = v.object({
  tokenId: v.string(),
  name: v.string(),
  scopes: v.array(v.custom<Scope>((value) => typeof value === "string" && isScope(value))),
  hash: v.string(),
  createdBy: v.string(),
  createdAt: timestamp,
  validUntil: v.nullable(timestamp),
  revokedAt: v.nullable(timestamp),
  lastUsedAt: v.nullable(timestamp),
  version: v.number(),
});

/**
 * What is kept of a token. `expiresAt` is the table's TTL: when DynamoDB may delete the item, not the token's own expiry.
 */
export function toTokenItem(token: ApiToken) {
  return {
    tokenId: token.id,
    kind: tokenKind,
    name: token.name,
    scopes: token.scopes,
    hash: token.hash,
    createdBy: token.createdBy,
    createdAt: token.createdAt.toISOString(),
    validUntil: token.expiresAt?.toISOString() ?? null,
    revokedAt: token.revokedAt?.toISOString() ?? null,
    lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
    version: token.version,
    expiresAt: toTimeToLive(token),
  };
}

/** @throws ValiError when the item is none of a token's: the table was written by something else. */
export function fromTokenItem(item: unknown): ApiToken {
  const { tokenId, validUntil, ...rest } = v.parse(tokenItemSchema, item);
  return ApiToken.restore({ ...rest, id: tokenId, expiresAt: validUntil });
}

/** Epoch seconds; undefined for a token that works for ever. */
function toTimeToLive({ expiresAt, revokedAt }: ApiToken): number | undefined {
  const ends = [expiresAt, revokedAt].flatMap((date) => (date === null ? [] : [date.getTime()]));
  return ends.length === 0 ? undefined : Math.ceil((Math.min(...ends) + retentionMilliseconds) / 1000);
}
