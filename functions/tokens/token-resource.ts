import type { InferOutput } from "valibot";
import type { ApiToken } from "../backend/domain/token/api-token.ts";
import type { tokenSchema } from "./schemas.ts";

/** A token as the API shows it; its version is the entity tag. */
export type TokenResource = InferOutput<typeof tokenSchema>;

export function toTokenResource(token: ApiToken): TokenResource {
  return {
    id: token.id,
    name: token.name,
    scopes: [...token.scopes],
    createdAt: token.createdAt.toISOString(),
    createdBy: token.createdBy,
    expiresAt: token.expiresAt?.toISOString() ?? null,
    lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
    revokedAt: token.revokedAt?.toISOString() ?? null,
  };
}
