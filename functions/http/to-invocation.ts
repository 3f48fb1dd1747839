import type { Context } from "aws-lambda";
import type { Invocation } from "../backend/application/ports/invocation.ts";

/** One call of a function, as Lambda's context has it. */
export function toInvocation(
  context: Pick<Context, "awsRequestId" | "getRemainingTimeInMillis">,
  operationId: string,
): Invocation {
  return {
    requestId: context.awsRequestId,
    operationId,
    usage: { capacityUnits: 0, throttles: 0 },
    remainingMilliseconds: () => context.getRemainingTimeInMillis(),
  };
}
