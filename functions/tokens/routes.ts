import type { Route } from "../manifest/route.ts";
import {
  createdTokenSchema,
  createTokenSchema,
  ifMatchSchema,
  ifNoneMatchSchema,
  listTokensQuerySchema,
  tokenPageSchema,
  tokenPathSchema,
  tokenSchema,
} from "./schemas.ts";

export const createTokenRoute = {
  operationId: "createToken",
  method: "POST",
  path: "/tokens",
  summary: "Create an API token that can do no more, and no longer, than the caller's",
  handler: "functions/entries/create-token.handler",
  tables: [{ table: "Tokens", actions: ["PutItem"] }],
  scope: "tokens:write",
  request: { body: createTokenSchema },
  success: { status: 201, body: createdTokenSchema },
  idempotent: true,
} as const satisfies Route;

export const listTokensRoute = {
  operationId: "listTokens",
  method: "GET",
  path: "/tokens",
  summary: "List API tokens in pages, the newest first, without their secrets",
  handler: "functions/entries/list-tokens.handler",
  tables: [{ table: "Tokens", actions: [], indexes: ["byKind"] }],
  secrets: ["CursorKey"],
  scope: "tokens:read",
  request: { query: listTokensQuerySchema },
  success: { status: 200, body: tokenPageSchema },
} as const satisfies Route;

export const getTokenRoute = {
  operationId: "getToken",
  method: "GET",
  path: "/tokens/{id}",
  summary: "Read what is known of an API token",
  handler: "functions/entries/get-token.handler",
  tables: [{ table: "Tokens", actions: ["GetItem"] }],
  scope: "tokens:read",
  request: { path: tokenPathSchema, headers: ifNoneMatchSchema },
  success: { status: 200, body: tokenSchema },
} as const satisfies Route;

export const revokeTokenRoute = {
  operationId: "revokeToken",
  method: "DELETE",
  path: "/tokens/{id}",
  summary: "Revoke an API token: it is refused for good, within a minute, and listed for 30 more days",
  handler: "functions/entries/revoke-token.handler",
  tables: [{ table: "Tokens", actions: ["GetItem", "UpdateItem"] }],
  scope: "tokens:write",
  request: { path: tokenPathSchema, headers: ifMatchSchema },
  success: { status: 204 },
} as const satisfies Route;
