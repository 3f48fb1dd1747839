import { idPathSchema } from "../http/common-schemas.ts";
import { idempotencyKeySchema, ifMatchSchema, ifNoneMatchSchema } from "../http/header-schemas.ts";
import { idempotencyAccess } from "../manifest/idempotency-access.ts";
import type { Route } from "../manifest/route.ts";
import {
  clientArchived,
  sessionCategoryNotFound,
  sessionChanged,
  sessionClientNotFound,
  sessionDeletionUnfinished,
  sessionNotFound,
  sessionState,
} from "./problems.ts";
import {
  listSessionsQuerySchema,
  sessionPageSchema,
  sessionSchema,
  startSessionSchema,
  updateSessionSchema,
} from "./schemas.ts";

export const startSessionRoute = {
  operationId: "startSession",
  method: "POST",
  path: "/sessions",
  summary: "Start a session for a client",
  handler: "functions/entries/start-session.handler",
  tables: [
    { table: "Sessions", actions: ["GetItem", "PutItem"] },
    { table: "Clients", actions: ["GetItem", "UpdateItem"] },
    { table: "Table", actions: ["ConditionCheckItem"] },
    idempotencyAccess,
  ],
  scope: "sessions:write",
  request: { headers: idempotencyKeySchema, body: startSessionSchema },
  success: { status: 201, body: sessionSchema },
  problems: [clientArchived, sessionClientNotFound, sessionCategoryNotFound],
  idempotent: true,
} as const satisfies Route;

export const listSessionsRoute = {
  operationId: "listSessions",
  method: "GET",
  path: "/sessions",
  summary: "List sessions in pages, the newest first: all, or those of a client, in a state or with a category",
  handler: "functions/entries/list-sessions.handler",
  tables: [{ table: "Sessions", actions: [], indexes: ["byStart", "byClient", "byState", "byCategory"] }],
  secrets: ["CursorKey"],
  scope: "sessions:read",
  request: { query: listSessionsQuerySchema, headers: ifNoneMatchSchema },
  success: { status: 200, body: sessionPageSchema },
} as const satisfies Route;

export const getSessionRoute = {
  operationId: "getSession",
  method: "GET",
  path: "/sessions/{id}",
  summary: "Read a session",
  handler: "functions/entries/get-session.handler",
  tables: [{ table: "Sessions", actions: ["GetItem"] }],
  scope: "sessions:read",
  request: { path: idPathSchema, headers: ifNoneMatchSchema },
  success: { status: 200, body: sessionSchema },
  problems: [sessionNotFound],
} as const satisfies Route;

export const updateSessionRoute = {
  operationId: "updateSession",
  method: "PATCH",
  path: "/sessions/{id}",
  summary: "Change a session's title or category, or end it",
  handler: "functions/entries/update-session.handler",
  tables: [
    { table: "Sessions", actions: ["GetItem", "UpdateItem"] },
    { table: "Table", actions: ["ConditionCheckItem"] },
  ],
  scope: "sessions:write",
  request: { path: idPathSchema, headers: ifMatchSchema, body: updateSessionSchema },
  success: { status: 200, body: sessionSchema },
  problems: [sessionNotFound, sessionChanged, sessionState, sessionCategoryNotFound],
} as const satisfies Route;

export const deleteSessionRoute = {
  operationId: "deleteSession",
  method: "DELETE",
  path: "/sessions/{id}",
  summary: "Delete a session with its transcript",
  handler: "functions/entries/delete-session.handler",
  tables: [{ table: "Sessions", actions: ["GetItem", "UpdateItem", "DeleteItem", "Query", "BatchWriteItem"] }],
  // Long transcripts need many calls; an HTTP API waits 30 s at most.
  timeoutSeconds: 29,
  scope: "sessions:write",
  request: { path: idPathSchema, headers: ifMatchSchema },
  success: { status: 204 },
  problems: [sessionNotFound, sessionChanged, sessionDeletionUnfinished],
} as const satisfies Route;
