import { expect } from "bun:test";
import type { RecordedRequest } from "./runtime-api-stand-in.ts";
import { RuntimeProcess, type RuntimeProcessOptions } from "./runtime-process.ts";

/** Starts a function whose init must fail, and gives the one post that the runtime makes of it. */
export async function failedInit(
  options: RuntimeProcessOptions,
): Promise<{ readonly post: RecordedRequest; readonly output: string }> {
  await using runtime = await RuntimeProcess.start(options);
  const { code, output } = await runtime.exited();
  expect(code).toBe(1);
  expect(runtime.api.endpoints).toEqual(["init-error"]);
  const [post] = runtime.api.requests;
  if (post === undefined) throw new Error("nothing was posted");
  return { post, output };
}
