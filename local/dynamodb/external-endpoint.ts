import { DynamoDBError } from "./dynamodb-error.ts";
import { answers } from "./health.ts";

const probeMilliseconds = 5000;

/**
 * The endpoint of a DynamoDB that someone else runs, from the SDKs' standard variables: the service's own first, then
 * the one for all services.
 *
 * Source: AWS documentation, SDKs and Tools reference guide, "Service-specific endpoints".
 */
export function externalEndpoint(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const candidates = [environment["AWS_ENDPOINT_URL_DYNAMODB"], environment["AWS_ENDPOINT_URL"]];
  return candidates.find((endpoint) => endpoint !== undefined && endpoint !== "");
}

/** @throws DynamoDBError `ENDPOINT_UNREACHABLE` when it is no http URL or nothing answers there. */
export async function checkExternalEndpoint(endpoint: string, milliseconds = probeMilliseconds): Promise<void> {
  const protocol = URL.canParse(endpoint) ? new URL(endpoint).protocol : undefined;
  if (protocol !== "http:" && protocol !== "https:") {
    throw unreachable(`is not an http(s) URL`, endpoint);
  }
  if (!(await answers(endpoint, { milliseconds }))) {
    throw unreachable("does not answer", endpoint);
  }
}

function unreachable(reason: string, endpoint: string): DynamoDBError {
  return new DynamoDBError(
    "ENDPOINT_UNREACHABLE",
    `The DynamoDB endpoint ${endpoint} from AWS_ENDPOINT_URL_DYNAMODB ${reason}. Correct it, or unset it to use an ` +
      `emulator that is started for you.`,
  );
}
