import * as v from "valibot";
import type { AwsCredentials, CredentialsProvider } from "./aws-credentials.ts";
import { CredentialsError } from "./credentials-error.ts";

/** Where `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI` is relative to. */
const relativeBase = "http://169.254.170.2";

/** Hosts that may be asked without TLS: loopback and the link-local addresses of ECS and EKS. */
const plainHttpHost = /^(localhost|127(\.\d{1,3}){3}|\[::1\]|169\.254\.170\.(2|23)|\[fd00:ec2::23\])$/;

const attemptTimeoutMilliseconds = 1_000;
const maximumAttempts = 3;

const answerSchema = v.object({
  AccessKeyId: v.string(),
  SecretAccessKey: v.string(),
  Token: v.string(),
  Expiration: v.pipe(v.string(), v.isoTimestamp()),
});

/**
 * Credentials from the endpoint in `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI` or `…_FULL_URI`, authorised by the token in
 * the file `AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE` (read anew each time, as it is replaced) or in
 * `AWS_CONTAINER_AUTHORIZATION_TOKEN`. Undefined when the environment names no endpoint.
 *
 * Source: AWS documentation, "Container credential provider", AWS SDKs and Tools Reference Guide.
 */
export function containerCredentials(environment: NodeJS.ProcessEnv): CredentialsProvider | undefined {
  const relative = environment["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"];
  const full = environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"];
  if (!relative && !full) return undefined;

  return async () => {
    const url = toUrl(relative ? `${relativeBase}${relative}` : (full ?? ""));
    const token = await readToken(environment);
    for (let attempts = 1; ; attempts += 1) {
      try {
        return await request(url, token);
      } catch (error) {
        const isFinal = attempts >= maximumAttempts || (error instanceof CredentialsError && !error.retryable);
        if (isFinal) throw error;
      }
    }
  };
}

function toUrl(address: string): URL {
  const url = URL.parse(address);
  if (url === null) throw new CredentialsError("The address of the container credentials is no URL.");
  if (url.protocol === "https:" || (url.protocol === "http:" && plainHttpHost.test(url.hostname))) return url;
  throw new CredentialsError("Container credentials are only fetched over https, or from loopback, ECS or EKS hosts.");
}

async function readToken(environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  const file = environment["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"];
  const token = file ? (await Bun.file(file).text()).trim() : environment["AWS_CONTAINER_AUTHORIZATION_TOKEN"];
  if (!token) return undefined;
  if (/[\r\n]/.test(token)) throw new CredentialsError("The container authorization token holds a line break.");
  return token;
}

async function request(url: URL, token: string | undefined): Promise<AwsCredentials> {
  const response = await fetchAnswer(url, token);
  if (!response.ok) {
    throw new CredentialsError(`The container credentials endpoint answered with status ${response.status}.`, {
      retryable: response.status >= 500 || response.status === 429,
    });
  }
  const answer = v.safeParse(answerSchema, await response.json().catch(() => undefined));
  if (!answer.success) throw new CredentialsError("The container credentials endpoint gave no usable credentials.");
  const { AccessKeyId, SecretAccessKey, Token, Expiration } = answer.output;
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: Token,
    expiration: new Date(Expiration),
  };
}

async function fetchAnswer(url: URL, token: string | undefined): Promise<Response> {
  try {
    return await fetch(url, {
      headers: { accept: "application/json", ...(token !== undefined && { authorization: token }) },
      redirect: "error",
      signal: AbortSignal.timeout(attemptTimeoutMilliseconds),
    });
  } catch (cause) {
    throw new CredentialsError("The container credentials endpoint cannot be reached.", { retryable: true, cause });
  }
}
