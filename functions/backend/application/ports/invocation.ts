/** What the database said of the work of one invocation. Added up while it runs. */
export interface DatabaseUsage {
  /** Read and write capacity units together. */
  capacityUnits: number;
  /** How often the database refused a request because of too much load, tries that succeeded later included. */
  throttles: number;
}

/** One call of a Lambda function. */
export interface Invocation {
  /** Lambda's; also in the answer and in every line of the log. */
  readonly requestId: string;
  readonly operationId: string;
  readonly usage: DatabaseUsage;
  /** Until Lambda ends the invocation; negative once it has. */
  remainingMilliseconds(): number;
}

/**
 * Knows which invocation the running code belongs to: one environment may serve several at once, so that no state of an
 * invocation may stand in a module or in a service.
 */
export interface Invocations {
  /** Runs `work` and everything that it starts as part of the invocation. */
  run<Result>(invocation: Invocation, work: () => Promise<Result>): Promise<Result>;

  /** Undefined outside of an invocation, such as during init. */
  current(): Invocation | undefined;
}
