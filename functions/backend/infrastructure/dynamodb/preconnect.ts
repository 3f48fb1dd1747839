import { endpointFrom } from "./endpoint.ts";

/**
 * Opens the connection to DynamoDB while Lambda initialises the environment, so that the first request finds DNS, TCP and
 * TLS done. Does nothing outside of Lambda, and nothing before a SnapStart snapshot, which no connection survives. Never
 * fails: what is wrong with the endpoint shows at the first request, with the SDK's error.
 *
 * @param environment Lambda's variables.
 */
export function preconnect(environment: NodeJS.ProcessEnv, connect: (url: string) => void = fetch.preconnect): void {
  if (!environment["AWS_LAMBDA_RUNTIME_API"]) return;
  if (environment["AWS_LAMBDA_INITIALIZATION_TYPE"] === "snap-start") return;
  const region = environment["AWS_REGION"] || environment["AWS_DEFAULT_REGION"];
  const endpoint = endpointFrom(environment) ?? (region && `https://dynamodb.${region}.${dnsSuffix(region)}`);
  if (!endpoint) return;
  try {
    connect(endpoint);
  } catch {
    // An endpoint that is no URL: the client says so when it is used.
  }
}

/** Source: AWS documentation, "Amazon Web Services in China", endpoints. */
function dnsSuffix(region: string): string {
  return region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
}
