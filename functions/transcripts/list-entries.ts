import type { Resolver } from "../backend/di/resolver.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import { defineHandler, type HttpHandler, type ServicesOf } from "../http/define-handler.ts";
import { asPayload } from "./as-payload.ts";
import { listEntriesRoute, maximumEntryBytes } from "./routes.ts";

export function listEntriesHandler(
  container: Resolver<typeof TOKENS.ReadEntries | ServicesOf<typeof listEntriesRoute>>,
): HttpHandler {
  const readEntries = container.resolve(TOKENS.ReadEntries);
  return defineHandler(listEntriesRoute, container, async ({ path, query: { after, before, order, limit } }) => {
    const { entries, lastSequence, hasMore } = await readEntries.execute({
      sessionId: path.id,
      after,
      before,
      order: order === "asc" ? "ascending" : "descending",
      limit,
      maximumBytes: maximumEntryBytes,
    });
    // The entries' texts are JSON: to parse and write them would change them.
    const items = entries.map(({ sequence, json }) => `{"sequence":${sequence},"entry":${json}}`);
    return { body: asPayload(`{"items":[${items.join(",")}],"lastSequence":${lastSequence},"hasMore":${hasMore}}`) };
  });
}
