import type { Invocation } from "../application/ports/invocation.ts";

/** An invocation with ten seconds left, apart from what is given. */
export function newInvocation(values: Partial<Invocation> = {}): Invocation {
  return {
    requestId: "8f5c3a52-3f6a-4c33-9d2b-6a5d1a2b3c4d",
    operationId: "getThing",
    usage: { capacityUnits: 0, throttles: 0 },
    remainingMilliseconds: () => 10_000,
    ...values,
  };
}
