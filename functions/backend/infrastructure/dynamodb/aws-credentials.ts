import { ConfigurationError } from "../configuration-error.ts";
import { containerCredentials } from "./container-credentials.ts";

/** Credentials as the AWS SDK takes them. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** The SDK asks again some minutes before. Absent where they last as long as the environment. */
  readonly expiration?: Date;
}

/** Gives credentials; may be called again for fresh ones. */
export type CredentialsProvider = () => Promise<AwsCredentials>;

/**
 * The credentials of a Lambda function: its role's keys in the environment or, where Lambda restores a snapshot
 * (SnapStart) and in containers, an endpoint that gives keys with an expiry. Other sources (files, single sign-on,
 * instance metadata) do not exist in Lambda and are not looked for.
 *
 * Source: AWS documentation, "Container credential provider", AWS SDKs and Tools Reference Guide.
 *
 * @throws ConfigurationError `CREDENTIALS_MISSING`
 */
export function credentialsFrom(environment: NodeJS.ProcessEnv): CredentialsProvider {
  const accessKeyId = environment["AWS_ACCESS_KEY_ID"];
  const secretAccessKey = environment["AWS_SECRET_ACCESS_KEY"];
  if (accessKeyId && secretAccessKey) {
    const sessionToken = environment["AWS_SESSION_TOKEN"];
    return () => Promise.resolve({ accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) });
  }

  const provider = containerCredentials(environment);
  if (provider !== undefined) return provider;
  throw new ConfigurationError(
    "CREDENTIALS_MISSING",
    "No AWS credentials are known. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and AWS_SESSION_TOKEN for " +
      "temporary ones, or AWS_CONTAINER_CREDENTIALS_FULL_URI, as Lambda does.",
  );
}
