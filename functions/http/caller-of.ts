import * as v from "valibot";
import type { Caller } from "../backend/domain/token/caller.ts";
import { isScope } from "../backend/domain/token/scope.ts";
import type { HttpEvent } from "./http-event.ts";

/** What the authorizer says of a caller whom it knows, as API Gateway hands it on. */
const authenticatedSchema = v.looseObject({
  outcome: v.literal("authenticated"),
  tokenId: v.string(),
  /** Separated by spaces. */
  scopes: v.string(),
  /** Absent for never. */
  expiresAt: v.optional(v.pipe(v.string(), v.isoTimestamp())),
});

/**
 * Who sends a request, whatever they may do; undefined where the authorizer does not clearly say that it knows them, or was
 * not asked. Their token may have expired since: API Gateway keeps the authorizer's answers.
 */
export function callerOf({ requestContext: { authorizer } }: HttpEvent): Caller | undefined {
  const result = v.safeParse(authenticatedSchema, authorizer?.lambda);
  if (!result.success) return undefined;
  const { tokenId, scopes, expiresAt } = result.output;
  return {
    tokenId,
    scopes: scopes.split(" ").filter(isScope),
    expiresAt: expiresAt === undefined ? null : new Date(expiresAt),
  };
}
