import type { Context } from "aws-lambda";
import type { Authentication } from "../backend/application/token/authenticate-token.ts";
import type { Resolver } from "../backend/di/resolver.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import { toInvocation } from "../http/to-invocation.ts";
import { toAuthorizerEvent } from "./authorizer-event.ts";
import { bearerToken } from "./bearer-token.ts";

/** What API Gateway hands on to the function of the route, which decides by it. Values are strings. */
export type AuthorizerContext =
  | {
      readonly outcome: "authenticated";
      readonly tokenId: string;
      /** Separated by spaces. */
      readonly scopes: string;
      /** Absent for never. */
      readonly expiresAt?: string;
    }
  | { readonly outcome: "refused" };

/** The simple format. */
export interface AuthorizerResult {
  readonly isAuthorized: true;
  readonly context: AuthorizerContext;
}

/** What Lambda calls. */
export type AuthorizerHandler = (
  event: unknown,
  context: Pick<Context, "awsRequestId" | "getRemainingTimeInMillis">,
) => Promise<AuthorizerResult>;

/**
 * Makes the Lambda handler that finds out who sends a request. It always lets API Gateway go on, and says what it found
 * out: to a request that the authorizer turns away, an HTTP API answers 403 with a body of its own, where a caller must
 * get 401 and a challenge. Whether the caller may use the route is decided in `functions/http/authorize.ts`.
 *
 * A failure, such as a database that does not answer, is thrown: API Gateway then answers 500 and keeps nothing.
 *
 * Source: AWS documentation, "Control access to HTTP APIs with AWS Lambda authorizers".
 */
export function authorizerHandler(
  container: Resolver<typeof TOKENS.AuthenticateToken | typeof TOKENS.Invocations | typeof TOKENS.Logger>,
): AuthorizerHandler {
  const authenticateToken = container.resolve(TOKENS.AuthenticateToken);
  const invocations = container.resolve(TOKENS.Invocations);
  const logger = container.resolve(TOKENS.Logger);

  return async (rawEvent, context) => {
    const { identitySource, routeKey, requestContext } = toAuthorizerEvent(rawEvent);
    const invocation = toInvocation(context, "authorizer");
    const { requestId, operationId, usage } = invocation;
    return invocations.run(invocation, async () => {
      const token = bearerToken(identitySource[0]);
      const authentication: Authentication =
        token === null
          ? { outcome: "refused", reason: "malformed", tokenId: null }
          : await authenticateToken.execute(token);
      const gatewayRequestId = requestContext.requestId;
      const fields = { requestId, operationId, gatewayRequestId, routeKey, DatabaseCapacity: usage.capacityUnits };
      if (authentication.outcome === "refused") {
        const { reason, tokenId } = authentication;
        logger.info("Token refused", { ...fields, reason, tokenId });
        return { isAuthorized: true, context: { outcome: "refused" } };
      }
      const { tokenId, scopes, expiresAt } = authentication.caller;
      logger.info("Token accepted", { ...fields, tokenId });
      return {
        isAuthorized: true,
        context: {
          outcome: "authenticated",
          tokenId,
          scopes: scopes.join(" "),
          ...(expiresAt !== null && { expiresAt: expiresAt.toISOString() }),
        },
      };
    });
  };
}
