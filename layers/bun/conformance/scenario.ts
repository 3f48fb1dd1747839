import { handler } from "../testing/function-files.ts";
import type { RecordedRequest } from "../testing/runtime-api-stand-in.ts";
import type { StartRuntime } from "./conformance-case.ts";
import { UnmetExpectation, expectEqual } from "./unmet-expectation.ts";

/** JavaScript that waits for some milliseconds in a handler, on any runtime. */
export function pause(milliseconds: number): string {
  return `await new Promise((resolve) => setTimeout(resolve, ${milliseconds}));`;
}

export interface ErrorBody {
  readonly errorType: unknown;
  readonly errorMessage: unknown;
  readonly trace: unknown;
}

/** The error that was posted. @throws UnmetExpectation where something else was. */
export function errorOf(post: RecordedRequest, endpoint: "error" | "init-error" = "error"): ErrorBody {
  expectEqual("endpoint of the post", post.endpoint, endpoint);
  return JSON.parse(post.text);
}

/** The JSON of the result that was posted. @throws UnmetExpectation where something else was. */
export function resultOf(post: RecordedRequest): unknown {
  if (post.endpoint !== "response")
    throw new UnmetExpectation("the post", "a response", `${post.endpoint} ${post.text}`);
  return JSON.parse(post.text);
}

/** Starts a function whose init must fail: one post, exit code other than 0. */
export async function failedInit(
  start: StartRuntime,
  options: Parameters<StartRuntime>[0],
): Promise<{ readonly post: RecordedRequest; readonly error: ErrorBody; readonly output: string }> {
  await using runtime = await start(options);
  const { code, output } = await runtime.exited();
  expectEqual("requests", runtime.api.endpoints, ["init-error"]);
  expectEqual("the exit code is an error's", code !== 0 && code !== null, true);
  const [post] = runtime.api.requests;
  if (post === undefined) throw new UnmetExpectation("the post", "init/error", "none");
  return { post, error: errorOf(post, "init-error"), output };
}

/** Lines that the runtime has printed, from an invocation of a handler with this body. */
export async function logged(
  start: StartRuntime,
  body: string,
  environment: Readonly<Record<string, string>> = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<string[]> {
  await using runtime = await start({ files: handler(body), environment });
  await runtime.invoke({}, headers);
  return runtime.stop();
}
