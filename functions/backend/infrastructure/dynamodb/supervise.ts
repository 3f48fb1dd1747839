import type { DynamoDBClient, ServiceOutputTypes } from "@aws-sdk/client-dynamodb";
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
        if (usage !== undefined) usage.capacityUnits += capacityUnitsOf(result.output);
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

/** Errors by which DynamoDB says "not now". Source: AWS documentation, "Error handling with DynamoDB". */
const throttlingErrors: ReadonlySet<string> = new Set([
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "ThrottlingException",
]);

function isThrottling(error: unknown): boolean {
  return error instanceof Error && throttlingErrors.has(error.name);
}
