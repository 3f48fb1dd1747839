/**
 * The DynamoDB to use instead of the region's own, where the environment names one.
 *
 * Source: AWS SDKs and Tools Reference Guide, "Service-specific endpoints".
 */
export function endpointFrom(environment: NodeJS.ProcessEnv): string | undefined {
  return environment["AWS_ENDPOINT_URL_DYNAMODB"] || environment["AWS_ENDPOINT_URL"] || undefined;
}
