import { TooManyRequestsException } from "../../domain/exception/too-many-requests-exception.ts";

/** Errors by which DynamoDB says "not now", after the SDK has retried them. */
const throttlingErrors: ReadonlySet<string> = new Set([
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "ThrottlingException",
  "TransactionInProgressException",
]);

const retryAfterSeconds = 1;

/** Runs a call to DynamoDB; throttling becomes a TooManyRequestsException. */
export async function refusingWhenThrottled<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof Error && throttlingErrors.has(error.name)) throw overloaded(error);
    throw error;
  }
}

/** Others change the same items, or the table takes no more. */
export function overloaded(cause: Error): TooManyRequestsException {
  return new TooManyRequestsException(
    "overloaded",
    "Too much is going on at once. Try again in a moment.",
    retryAfterSeconds,
    {
      cause,
    },
  );
}
