/** What holds for every operation, in Markdown. */
export const introduction = `Clients, sessions with transcripts, categories and tokens, for agents and people.

**Access.** Send \`Authorization: Bearer <token>\`. Without a token, or with one that is unknown, expired or revoked, the
answer is 401; with one that lacks the operation's scope, 403.

**Problems.** Every failure is \`application/problem+json\` (RFC 9457) with a stable \`code\`, and says what to change.
Only what the gateway refuses itself has a plain \`message\`. What no operation takes gets 404
\`route-not-found\` or 405 \`method-not-allowed\`.

**Requests.** Bodies are JSON in UTF-8 unless the operation says otherwise. Unknown fields and parameters are refused.

**Answers** may get more fields in time: ignore those that you do not know. Each carries \`x-request-id\`.

**Versions.** An \`etag\` names the version that was read. Send it as \`If-None-Match\` to read only what has changed
(304), and as \`If-Match\` to change only what you have seen (412 if someone was faster, 428 without it).

**Sending again.** A POST that creates something needs an \`Idempotency-Key\`, such as a UUID: however often it is sent
within a day, it acts once, and the answer is the same, with \`idempotency-replayed: true\`. Entries of a transcript are
known by their own ids.

**Lists** come in pages: \`limit\`, then \`cursor\` with the \`nextCursor\` of the page before, until that is null.`;
