/** The region of local runs: `AWS_REGION`, so that it is the one that the developer deploys to, or a fixed one. */
export function localRegion(environment: NodeJS.ProcessEnv = process.env): string {
  const region = environment["AWS_REGION"];
  return region === undefined || region === "" ? "eu-central-1" : region;
}

/**
 * Credentials that no service accepts. DynamoDB Local takes access keys of letters and digits only.
 *
 * Source: AWS documentation, "DynamoDB local usage notes".
 */
export const localCredentials = {
  accessKeyId: "LOCALLOCALLOCALLOCAL",
  secretAccessKey: "local-secret-access-key",
  sessionToken: "local-session-token",
} as const;

/** What a function needs in its environment to reach the local DynamoDB through the unchanged AWS SDK. */
export function localAwsEnvironment(dynamoDBEndpoint: string): Record<string, string> {
  return {
    AWS_REGION: localRegion(),
    AWS_DEFAULT_REGION: localRegion(),
    AWS_ACCESS_KEY_ID: localCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: localCredentials.secretAccessKey,
    AWS_SESSION_TOKEN: localCredentials.sessionToken,
    AWS_ENDPOINT_URL_DYNAMODB: dynamoDBEndpoint,
  };
}
