import type { Resolver } from "../backend/di/resolver.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import { defineHandler, type HttpHandler, type ServicesOf } from "../http/define-handler.ts";
import { readJsonTexts } from "./read-json-texts.ts";
import { appendEntriesRoute } from "./routes.ts";

export function appendEntriesHandler(
  container: Resolver<typeof TOKENS.AppendEntries | ServicesOf<typeof appendEntriesRoute>>,
): HttpHandler {
  const appendEntries = container.resolve(TOKENS.AppendEntries);
  return defineHandler(appendEntriesRoute, container, async ({ path, query, content }) => {
    const { receipts, lastSequence } = await appendEntries.execute({
      sessionId: path.id,
      texts: readJsonTexts(content),
      after: query.after,
    });
    const entries = receipts.map(({ id, sequence, isNew }) => ({ id, sequence, created: isNew }));
    return { body: { entries, lastSequence } };
  });
}
