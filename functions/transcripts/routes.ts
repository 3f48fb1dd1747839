import { idPathSchema } from "../http/common-schemas.ts";
import type { Route } from "../manifest/route.ts";
import { sessionNotFound } from "../sessions/problems.ts";
import { entryExists, sessionEnded, transcriptFull, transcriptPosition } from "./problems.ts";
import { jsonLines } from "./read-json-texts.ts";
import {
  appendedEntriesSchema,
  appendEntriesQuerySchema,
  entryBatchSchema,
  entryPageSchema,
  getTranscriptQuerySchema,
  listEntriesQuerySchema,
} from "./schemas.ts";

/**
 * The most that goes into a batch, and out of a page. A Lambda function takes and gives 6 MB, in which bytes are Base64:
 * four characters for three bytes. So what was taken in one piece can be given in one piece.
 *
 * JSON arrives not in Base64 but escaped, twice as long at worst. What is longer than 6 MB then, API Gateway refuses with
 * 413 itself; JSON Lines of this size always arrive.
 *
 * Source: AWS documentation, "Lambda quotas".
 */
export const maximumEntryBytes = 4 * 1024 * 1024;

export const appendEntriesRoute = {
  operationId: "appendEntries",
  method: "POST",
  path: "/sessions/{id}/entries",
  summary:
    "Append entries to a running session's transcript: all of them or none, and each once however often it is sent",
  handler: "functions/entries/append-entries.handler",
  tables: [{ table: "Sessions", actions: ["BatchGetItem", "BatchWriteItem", "PutItem", "UpdateItem"] }],
  // A share of a processor comes with memory: megabytes are to be parsed, hashed and packed.
  memoryMB: 1024,
  timeoutSeconds: 20,
  scope: "sessions:write",
  request: {
    path: idPathSchema,
    query: appendEntriesQuerySchema,
    content: { mediaTypes: ["application/json", jsonLines], schema: entryBatchSchema },
    maximumBodyBytes: maximumEntryBytes,
  },
  success: { status: 200, body: appendedEntriesSchema },
  problems: [sessionNotFound, entryExists, sessionEnded, transcriptPosition, transcriptFull],
} as const satisfies Route;

export const listEntriesRoute = {
  operationId: "listEntries",
  method: "GET",
  path: "/sessions/{id}/entries",
  summary: "Read a transcript in pages, forward or backward from any sequence, each entry byte for byte as it was sent",
  handler: "functions/entries/list-entries.handler",
  tables: [{ table: "Sessions", actions: ["BatchGetItem", "GetItem", "Query"] }],
  memoryMB: 1024,
  scope: "sessions:read",
  request: { path: idPathSchema, query: listEntriesQuerySchema },
  success: { status: 200, body: entryPageSchema, mediaType: "application/json" },
  problems: [sessionNotFound],
} as const satisfies Route;

export const getTranscriptRoute = {
  operationId: "getTranscript",
  method: "GET",
  path: "/sessions/{id}/transcript",
  summary: "Read a transcript as JSON Lines, in parts of up to 4 MiB: the header Link names the next",
  handler: "functions/entries/get-transcript.handler",
  tables: [{ table: "Sessions", actions: ["BatchGetItem", "GetItem", "Query"] }],
  memoryMB: 1024,
  scope: "sessions:read",
  request: { path: idPathSchema, query: getTranscriptQuerySchema },
  success: {
    status: 200,
    mediaType: jsonLines,
    headers: {
      link: 'Where the transcript goes on, with `rel="next"` (RFC 8288); absent in the last part.',
      "x-last-sequence": "Up to where this part goes.",
      "x-transcript-length": "How many entries the transcript has.",
    },
  },
  problems: [sessionNotFound],
} as const satisfies Route;
