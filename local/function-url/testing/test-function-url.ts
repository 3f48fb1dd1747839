import type { HttpServer } from "../../gateway/http-server.ts";
import type { StreamInvocable } from "../../lambda/invocation-result.ts";
import { startFunctionUrl } from "../function-url.ts";

export interface TestFunctionUrl extends HttpServer, AsyncDisposable {
  /** The lines that it logged. */
  readonly lines: readonly string[];
  /** Resolves with the line that matches, as soon as it is logged. */
  logged(pattern: RegExp): Promise<string>;
}

/** A Function URL on a free port that is stopped at the end of the scope: `await using url = …`. */
export async function testFunctionUrl(target: StreamInvocable): Promise<TestFunctionUrl> {
  const lines: string[] = [];
  let next = Promise.withResolvers<void>();
  const log = (line: string): void => {
    lines.push(line);
    next.resolve();
    next = Promise.withResolvers();
  };
  const logged = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const line = lines.find((candidate) => pattern.test(candidate));
      if (line !== undefined) return line;
      await next.promise;
    }
  };
  const server = await startFunctionUrl({ name: "example", target, port: 0, log });
  return { ...server, lines, logged, [Symbol.asyncDispose]: () => server.stop() };
}
