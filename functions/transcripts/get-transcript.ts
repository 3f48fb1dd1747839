import type { Resolver } from "../backend/di/resolver.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import { defineHandler, type HttpHandler, type ServicesOf } from "../http/define-handler.ts";
import { asPayload } from "./as-payload.ts";
import { getTranscriptRoute, maximumEntryBytes } from "./routes.ts";

/**
 * Answers with one part of the transcript. Where it goes on, `Link` names the next part (RFC 8288); `x-last-sequence` says
 * up to where the answer goes, and `x-transcript-length` how many entries there are.
 */
export function getTranscriptHandler(
  container: Resolver<typeof TOKENS.ReadTranscript | ServicesOf<typeof getTranscriptRoute>>,
): HttpHandler {
  const readTranscript = container.resolve(TOKENS.ReadTranscript);
  return defineHandler(getTranscriptRoute, container, async ({ path, query: { after } }) => {
    const { entries, lastSequence, hasMore } = await readTranscript.execute({
      sessionId: path.id,
      after,
      maximumBytes: maximumEntryBytes,
    });
    // Where nothing is left, `after` may lie beyond the end.
    const last = entries.at(-1)?.sequence ?? Math.min(after, lastSequence);
    return {
      headers: {
        "x-last-sequence": String(last),
        "x-transcript-length": String(lastSequence),
        // A query alone: good under whatever address the API has.
        ...(hasMore && { link: `<?after=${last}>; rel="next"` }),
      },
      body: asPayload(entries.map(({ json }) => `${json}\n`).join("")),
    };
  });
}
