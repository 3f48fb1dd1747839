import { isEnabled } from "./environment.ts";
import type { EnvironmentVariables } from "./environment.ts";
import { HttpResponseStream } from "./http-response-stream.ts";
import type { InvokeStore } from "./invoke-store.ts";
import type { SnapshotHooks } from "./snapshot-hooks.ts";
import { streamifyResponse } from "./streaming-marker.ts";

/**
 * Installs `globalThis.awslambda`, which response streaming and the AWS SDK's tracing look for; what it already holds
 * is kept. Not installed where `AWS_LAMBDA_NODEJS_NO_GLOBAL_AWSLAMBDA` is `1` or `true`.
 *
 * Source: AWS documentation, "Response streaming for Lambda functions".
 */
export function installAwslambda(
  scope: object,
  store: InvokeStore,
  { registerBeforeSnapshot, registerAfterRestore }: SnapshotHooks,
  variables: EnvironmentVariables,
): void {
  if (isEnabled(variables, "AWS_LAMBDA_NODEJS_NO_GLOBAL_AWSLAMBDA")) return;
  const present: unknown = Reflect.get(scope, "awslambda");
  const SnapshotRestore = { registerBeforeSnapshot, registerAfterRestore };
  const own = { InvokeStore: store, streamifyResponse, HttpResponseStream, SnapshotRestore };
  Reflect.set(scope, "awslambda", Object.assign({}, present, own));
}
