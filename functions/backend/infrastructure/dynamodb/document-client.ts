import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { FetchHttpHandler } from "@smithy/fetch-http-handler";
import type { Invocations } from "../../application/ports/invocation.ts";
import { ConfigurationError } from "../configuration-error.ts";
import { credentialsFrom } from "./aws-credentials.ts";
import { BudgetedRetries, maximumAttempts } from "./budgeted-retries.ts";
import { endpointFrom } from "./endpoint.ts";
import { Sha256 } from "./sha256.ts";
import { supervise } from "./supervise.ts";
import { TimeBudget } from "./time-budget.ts";

export interface DocumentClientOptions {
  /**
   * After which a try counts as lost, connecting and the whole answer included. 2 s unless given, as DynamoDB answers in
   * milliseconds; an emulator on a busy machine may need more.
   */
  readonly attemptTimeoutMilliseconds?: number;
}

/**
 * A DynamoDB client for a Lambda function. Every setting is explicit: nothing is looked up in files or other services,
 * and the same code works with the SDK's lean browser configuration, which the function bundles use.
 *
 * Faults that pass are tried again within the invocation's time. A call that cannot be made then, whatever it is, throws
 * ServiceUnavailableException with the code `overloaded` (throttling: nothing happened) or `unavailable` (no answer: it may
 * have happened).
 *
 * @param environment Lambda's variables: `AWS_REGION`, the credentials (see `credentialsFrom`) and, to reach another
 *   DynamoDB, `AWS_ENDPOINT_URL_DYNAMODB` or `AWS_ENDPOINT_URL`.
 * @param invocations Tells the invocation that a call belongs to; without it calls belong to none.
 * @throws ConfigurationError `REGION_MISSING`, `CREDENTIALS_MISSING`
 */
export function createDocumentClient(
  environment: NodeJS.ProcessEnv,
  invocations: Pick<Invocations, "current"> = { current: () => undefined },
  { attemptTimeoutMilliseconds = 2_000 }: DocumentClientOptions = {},
): DynamoDBDocumentClient {
  const endpoint = endpointFrom(environment);
  const budget = new TimeBudget(invocations);
  const retries = new BudgetedRetries(budget);
  const client = new DynamoDBClient({
    region: regionFrom(environment),
    credentials: credentialsFrom(environment),
    ...(endpoint && { endpoint }),
    requestHandler: new FetchHttpHandler({
      requestInit: () => ({ signal: AbortSignal.timeout(attemptTimeout(attemptTimeoutMilliseconds, budget)) }),
    }),
    sha256: Sha256,
    maxAttempts: maximumAttempts,
    retryStrategy: retries,
    defaultsMode: "standard",
    accountIdEndpointMode: "disabled",
    endpointDiscoveryEnabled: false,
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
  });
  supervise(client, { invocations, budget, retries });
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}

/** In milliseconds: no longer than the invocation has time. */
function attemptTimeout(longest: number, budget: TimeBudget): number {
  return Math.max(1, Math.floor(Math.min(longest, budget.left())));
}

function regionFrom(environment: NodeJS.ProcessEnv): string {
  const region = environment["AWS_REGION"] || environment["AWS_DEFAULT_REGION"];
  if (region) return region;
  throw new ConfigurationError("REGION_MISSING", "No AWS region is known. Set AWS_REGION, as Lambda does.");
}
