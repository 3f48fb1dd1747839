import { type DynamoDBClient, type ServiceOutputTypes, TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import type { Invocations } from "../../application/ports/invocation.ts";
import type { BudgetedRetries } from "./budgeted-retries.ts";
import type { TimeBudget } from "./time-budget.ts";
import { overloaded, unavailable } from "./unavailable.ts";

/** What a client is supervised by. */
export interface Supervision {
  readonly invocations: Pick<Invocations, "current">;
  readonly budget: TimeBudget;
  readonly retries: BudgetedRetries;
}

/**
 * Adds to the invocation's usage what DynamoDB says of each call, and lets a call that cannot be made now end in a
 * ServiceUnavailableException: in the middle of the invocation, not by Lambda's timeout.
 */
export function supervise(client: DynamoDBClient, { invocations, budget, retries }: Supervision): void {
  client.middlewareStack.add(
    (next) => async (args) => {
      if (budget.left() <= 0) throw unavailable(new Error("The invocation has no time left for the database."));
      try {
        const result = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: "TOTAL" } });
        const usage = invocations.current()?.usage;
        if (usage !== undefined) {
          usage.capacityUnits += capacityUnitsOf(result.output);
          if (isUndone(result.output)) usage.throttles += 1;
        }
        return result;
      } catch (error) {
        const fault = error instanceof Error ? retries.faultOf(error) : undefined;
        if (!(error instanceof Error) || fault === undefined) throw error;
        throw fault === "throttled" ? overloaded(error) : unavailable(error);
      }
    },
    { step: "initialize", name: "supervise", priority: "high" },
  );
  client.middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        const usage = invocations.current()?.usage;
        if (usage !== undefined && isThrottling(error)) usage.throttles += 1;
        throw error;
      }
    },
    // Behind the SDK's retries: sees each try.
    { step: "finalizeRequest", name: "countThrottles", priority: "normal" },
  );
}

/** Batches and transactions have an entry for each table. */
function capacityUnitsOf(output: ServiceOutputTypes): number {
  if (!("ConsumedCapacity" in output)) return 0;
  return [output.ConsumedCapacity ?? []].flat().reduce((sum, capacity) => sum + unitsOf(capacity), 0);
}

function unitsOf(capacity: object): number {
  return "CapacityUnits" in capacity && typeof capacity.CapacityUnits === "number" ? capacity.CapacityUnits : 0;
}

/** A batch of writes is left undone in part for too much load; one of reads for its size as well. */
function isUndone(output: ServiceOutputTypes): boolean {
  return "UnprocessedItems" in output && Object.keys(output.UnprocessedItems ?? {}).length > 0;
}

/** Errors by which DynamoDB says "not now". Source: AWS documentation, "Error handling with DynamoDB". */
const throttlingErrors: ReadonlySet<string> = new Set([
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "ThrottlingException",
]);

/** How a cancelled transaction says so. Source: AWS documentation, "TransactWriteItems", Amazon DynamoDB API Reference. */
const throttlingReasons: ReadonlySet<string | undefined> = new Set([
  "ProvisionedThroughputExceeded",
  "ThrottlingError",
]);

function isThrottling(error: unknown): boolean {
  if (!(error instanceof TransactionCanceledException))
    return error instanceof Error && throttlingErrors.has(error.name);
  return error.CancellationReasons?.some(({ Code }) => throttlingReasons.has(Code)) ?? false;
}
