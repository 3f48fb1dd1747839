import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { FetchHttpHandler } from "@smithy/fetch-http-handler";
import { ConfigurationError } from "../configuration-error.ts";
import { credentialsFrom } from "./aws-credentials.ts";
import { endpointFrom } from "./endpoint.ts";
import { Sha256 } from "./sha256.ts";

/** What repositories send their commands to. */
export type DocumentClient = DynamoDBDocumentClient;

/** DynamoDB answers in milliseconds; what takes this long is lost. Covers connecting and the whole answer. */
const attemptTimeoutMilliseconds = 2_000;

/** Together with the SDK's pauses well below a function's timeout of 10 s. */
const maximumAttempts = 3;

/**
 * A DynamoDB client for a Lambda function. Every setting is explicit: nothing is looked up in files or other services,
 * and the same code works with the SDK's lean browser configuration, which the function bundles use.
 *
 * @param environment Lambda's variables: `AWS_REGION`, the credentials (see `credentialsFrom`) and, to reach another
 *   DynamoDB, `AWS_ENDPOINT_URL_DYNAMODB` or `AWS_ENDPOINT_URL`.
 * @throws ConfigurationError `REGION_MISSING`, `CREDENTIALS_MISSING`
 */
export function createDocumentClient(environment: NodeJS.ProcessEnv): DynamoDBDocumentClient {
  const endpoint = endpointFrom(environment);
  const client = new DynamoDBClient({
    region: regionFrom(environment),
    credentials: credentialsFrom(environment),
    ...(endpoint && { endpoint }),
    requestHandler: new FetchHttpHandler({
      requestInit: () => ({ signal: AbortSignal.timeout(attemptTimeoutMilliseconds) }),
    }),
    sha256: Sha256,
    maxAttempts: maximumAttempts,
    retryMode: "standard",
    defaultsMode: "standard",
    accountIdEndpointMode: "disabled",
    endpointDiscoveryEnabled: false,
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
  });
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}

function regionFrom(environment: NodeJS.ProcessEnv): string {
  const region = environment["AWS_REGION"] || environment["AWS_DEFAULT_REGION"];
  if (region) return region;
  throw new ConfigurationError("REGION_MISSING", "No AWS region is known. Set AWS_REGION, as Lambda does.");
}
