import type { DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { pauseAfter } from "./pause.ts";
import type { TimeBudget } from "./time-budget.ts";

/** The SDK's interface of a strategy that gives tokens. */
type RetryStrategy = Extract<DynamoDBClientConfig["retryStrategy"], { acquireInitialRetryToken: unknown }>;
type RetryToken = Awaited<ReturnType<RetryStrategy["acquireInitialRetryToken"]>>;
type RetryErrorInfo = Parameters<RetryStrategy["refreshRetryTokenForRetry"]>[1];

/** Why a request was given up on, though the fault may pass: as `throttled` where no try of it can have taken effect. */
export type PassingFault = "throttled" | "unreachable";

const faults: Partial<Record<RetryErrorInfo["errorType"], PassingFault>> = {
  THROTTLING: "throttled",
  TRANSIENT: "unreachable",
  SERVER_ERROR: "unreachable",
};

/**
 * Where the SDK's types of errors are not to the point.
 *
 * Source: AWS documentation, "Amazon DynamoDB Transactions: How it works", section "Transaction conflict handling".
 */
const faultsByName: Readonly<Record<string, PassingFault>> = {
  // A transaction is about to write the same item. To the SDK a mistake of the request.
  TransactionConflictException: "throttled",
  // A first try still runs, and may yet come to its end. To the SDK throttling.
  TransactionInProgressException: "unreachable",
};

/** Tries of one request, the first included. */
export const maximumAttempts = 5;

/** Retries that an environment may make in a row when nothing succeeds, so that it does not add to an outage. */
const fullQuota = 100;

/**
 * Decides whether the SDK tries a request again: when the fault may pass, a few times, and only while the invocation has
 * time for it. A quota over all invocations of the environment limits retries while nothing succeeds.
 */
export class BudgetedRetries implements RetryStrategy {
  readonly #budget: TimeBudget;
  readonly #givenUp = new WeakMap<Error, PassingFault>();
  /** Tokens of requests a try of which may have taken effect, since its answer was lost. */
  readonly #uncertain = new WeakSet<RetryToken>();
  #quota = fullQuota;

  constructor(budget: TimeBudget) {
    this.#budget = budget;
  }

  async acquireInitialRetryToken(): Promise<RetryToken> {
    return token(0, 0);
  }

  /** Throws where there is to be no other try; the SDK then throws what the last one failed with, and not this. */
  async refreshRetryTokenForRetry(previous: RetryToken, { error, errorType }: RetryErrorInfo): Promise<RetryToken> {
    const fault = faultsByName[error?.name ?? ""] ?? faults[errorType];
    if (fault === undefined) throw new Error("It would fail again.");
    const isUncertain = fault === "unreachable" || this.#uncertain.has(previous);
    const tries = previous.getRetryCount() + 1;
    const pause = pauseAfter(tries);
    if (tries < maximumAttempts && this.#quota > 0 && pause < this.#budget.left()) {
      this.#quota -= 1;
      const next = token(tries, pause);
      if (isUncertain) this.#uncertain.add(next);
      return next;
    }
    if (error !== undefined) this.#givenUp.set(error, isUncertain ? "unreachable" : "throttled");
    throw new Error("It was tried often enough.");
  }

  recordSuccess(): void {
    this.#quota = fullQuota;
  }

  /** The fault behind an error that the SDK threw; undefined when another try would not help. */
  faultOf(error: Error): PassingFault | undefined {
    return this.#givenUp.get(error);
  }
}

function token(retries: number, pause: number): RetryToken {
  return { getRetryCount: () => retries, getRetryDelay: () => pause };
}
