import { DynamoDBError } from "./dynamodb-error.ts";
import { answers } from "./health.ts";

const probeMilliseconds = 5000;

const variables = ["AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL"] as const;

/** A DynamoDB that someone else runs. */
export interface ExternalEndpoint {
  readonly url: string;
  /** The environment variable that it was read from. */
  readonly variable: (typeof variables)[number];
}

/**
 * The endpoint of a DynamoDB that someone else runs, from the SDKs' standard variables: the service's own first, then
 * the one for all services.
 *
 * Source: AWS documentation, SDKs and Tools reference guide, "Service-specific endpoints".
 */
export function externalEndpoint(environment: NodeJS.ProcessEnv = process.env): ExternalEndpoint | undefined {
  for (const variable of variables) {
    const url = environment[variable];
    if (url !== undefined && url !== "") return { url, variable };
  }
  return undefined;
}

/** @throws DynamoDBError `ENDPOINT_UNREACHABLE` when it is no http URL or nothing answers there. */
export async function checkExternalEndpoint(
  endpoint: ExternalEndpoint,
  milliseconds = probeMilliseconds,
): Promise<void> {
  const protocol = URL.parse(endpoint.url)?.protocol;
  if (protocol !== "http:" && protocol !== "https:") {
    throw unreachable("is not an http(s) URL", endpoint);
  }
  if (!(await answers(endpoint.url, { milliseconds }))) {
    throw unreachable("does not answer", endpoint);
  }
}

function unreachable(reason: string, { url, variable }: ExternalEndpoint): DynamoDBError {
  return new DynamoDBError(
    "ENDPOINT_UNREACHABLE",
    `The DynamoDB endpoint ${withoutUserInfo(url)} from ${variable} ${reason}. Correct it, or unset it to use an ` +
      `emulator that is started for you.`,
  );
}

/** Up to the last "@", so that nothing of a password is left where the URL is malformed. */
function withoutUserInfo(url: string): string {
  return url.replace(/^([a-z][a-z\d+.-]*:\/\/)?.*@/is, "$1");
}
