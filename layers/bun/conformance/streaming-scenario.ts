import type { RecordedRequest } from "../testing/runtime-api-stand-in.ts";
import type { StartRuntime } from "./conformance-case.ts";
import { errorOf } from "./scenario.ts";
import { expectEqual, expectMatch } from "./unmet-expectation.ts";

/** A function whose streaming handler has this body; it sees `event`, `stream` and `context`. */
export function streaming(body: string, before = ""): Readonly<Record<string, string>> {
  return {
    "index.mjs": `${before}
      export const handler = awslambda.streamifyResponse(async (event, stream, context) => { ${body} });`,
  };
}

/** The error in the trailers of a streamed response. */
export function trailersOf({ trailers }: RecordedRequest): {
  readonly type: string | undefined;
  readonly body: unknown;
} {
  const body = trailers.get("lambda-runtime-function-error-body");
  return {
    type: trailers.get("lambda-runtime-function-error-type"),
    body: body === undefined ? undefined : JSON.parse(Buffer.from(body, "base64").toString()),
  };
}

/** A streaming handler with this body fails before the first byte: an ordinary error, and the next invocation is served. */
export async function failsEarly(start: StartRuntime, body: string): Promise<void> {
  await using runtime = await start({ files: streaming(`if (event === 1) { ${body} } stream.end("served");`) });
  const { errorMessage } = errorOf(await runtime.invoke(1));
  expectMatch("errorMessage", errorMessage, /early|Response stream is not finished/);
  expectEqual("the next body", (await runtime.invoke(2)).text, "served");
  expectEqual("requests", runtime.api.endpoints.slice(0, 4), ["next", "error", "next", "response"]);
}
