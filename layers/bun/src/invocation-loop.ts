import type { InvocationServer } from "./invocation-server.ts";
import type { RuntimeClient } from "./runtime-client.ts";

/**
 * Serves one invocation after the other: next, handler, response or error, next at once. Never resolves.
 *
 * @param variables `process.env`, where the trace id of the current invocation is set.
 * @throws RuntimeApiError, HttpConnectionError or HttpParseError when the Runtime API fails; the process must end.
 */
export async function serveOneByOne(
  client: RuntimeClient,
  server: InvocationServer,
  variables: Record<string, string | undefined>,
): Promise<never> {
  for (;;) {
    const invocation = await client.next();
    setTraceId(variables, invocation.traceId);
    await server.serve(client, invocation);
  }
}

/** The X-Ray SDKs read the trace id of the current invocation from the environment. */
function setTraceId(variables: Record<string, string | undefined>, traceId: string | undefined): void {
  if (traceId === undefined) delete variables["_X_AMZN_TRACE_ID"];
  else variables["_X_AMZN_TRACE_ID"] = traceId;
}
