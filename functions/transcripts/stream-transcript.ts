import type { Resolver } from "../backend/di/resolver.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import type { ServicesOf } from "../http/define-handler.ts";
import { defineStream, type StreamingHandler } from "../http/define-stream.ts";
import { getTranscriptRoute, maximumEntryBytes } from "./routes.ts";
import { streamTranscript } from "./transcript-stream.ts";

/**
 * What is read at once is sent before more is read. Compressed, so much is about what one query gives, of which anything
 * that is not sent is read, and paid for, again.
 */
const step = { order: "ascending", before: undefined, limit: 1_000, maximumBytes: maximumEntryBytes } as const;

/** Streams the whole transcript behind `after`. */
export function streamTranscriptHandler(
  container: Resolver<typeof TOKENS.ReadEntries | ServicesOf<typeof getTranscriptRoute>>,
): StreamingHandler {
  const readEntries = container.resolve(TOKENS.ReadEntries);
  return defineStream(streamTranscript, getTranscriptRoute, container, async function* ({ path, query }) {
    let after: number | undefined = query.after;
    while (after !== undefined) {
      const { entries, hasMore } = await readEntries.execute({ ...step, sessionId: path.id, after });
      yield entries.map(({ json }) => `${json}\n`).join("");
      after = hasMore ? entries.at(-1)?.sequence : undefined;
    }
  });
}
