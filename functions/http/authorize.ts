import type { Caller } from "../backend/domain/token/caller.ts";
import { allowsScope } from "../backend/domain/token/scope.ts";
import type { Route } from "../manifest/route.ts";
import { challenge } from "./challenge.ts";
import { HttpException } from "./http-exception.ts";

/**
 * The one place where it is decided whether a caller may use a route; undefined where anyone may. A caller who is not
 * known is refused, so that a route without authorizer is closed.
 *
 * @throws HttpException 401 `invalid-token`, 403 `insufficient-scope`, with the challenge of RFC 6750, section 3.
 */
export function authorize(route: Pick<Route, "scope">, caller: Caller | undefined, now: Date): Caller | undefined {
  if (route.scope === "public") return undefined;
  // The authorizer may have been asked before the token expired: API Gateway keeps its answers.
  if (caller === undefined || (caller.expiresAt !== null && caller.expiresAt <= now)) {
    const detail = "The token is not valid: it may be misspelt, expired, revoked or of another stage.";
    throw new HttpException(401, "invalid-token", `${detail} Send authorization: Bearer with a token of this stage.`, {
      headers: { "www-authenticate": challenge("invalid_token", { error_description: detail }) },
    });
  }
  if (!allowsScope(caller.scopes, route.scope)) {
    const detail = `The token lacks the scope ${route.scope}. Use one that has it.`;
    throw new HttpException(403, "insufficient-scope", detail, {
      headers: { "www-authenticate": challenge("insufficient_scope", { scope: route.scope }) },
    });
  }
  return caller;
}
