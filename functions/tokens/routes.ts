import { idPathSchema } from "../http/common-schemas.ts";
import { idempotencyKeySchema, ifMatchSchema, ifNoneMatchSchema } from "../http/header-schemas.ts";
import { idempotencyAccess } from "../manifest/idempotency-access.ts";
import type { Route } from "../manifest/route.ts";
import { grantExceeded, tokenChanged, tokenInUse, tokenNotFound } from "./problems.ts";
import {
  createdTokenSchema,
  createTokenSchema,
  listTokensQuerySchema,
  tokenPageSchema,
  tokenSchema,
} from "./schemas.ts";

export const createTokenRoute = {
  operationId: "createToken",
  method: "POST",
  path: "/tokens",
  summary: "Create an API token that can do no more, and no longer, than the caller's",
  handler: "functions/entries/create-token.handler",
  tables: [{ table: "Tokens", actions: ["ConditionCheckItem", "PutItem"] }, idempotencyAccess],
  scope: "tokens:write",
  request: { headers: idempotencyKeySchema, body: createTokenSchema },
  success: { status: 201, body: createdTokenSchema },
  problems: [grantExceeded, tokenInUse],
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
  request: { query: listTokensQuerySchema, headers: ifNoneMatchSchema },
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
  request: { path: idPathSchema, headers: ifNoneMatchSchema },
  success: { status: 200, body: tokenSchema },
  problems: [tokenNotFound],
} as const satisfies Route;

export const revokeTokenRoute = {
  operationId: "revokeToken",
  method: "DELETE",
  path: "/tokens/{id}",
  summary: "Revoke an API token: it is refused for good, within a minute, and listed for 30 more days",
  handler: "functions/entries/revoke-token.handler",
  tables: [{ table: "Tokens", actions: ["GetItem", "UpdateItem"] }],
  scope: "tokens:write",
  request: { path: idPathSchema, headers: ifMatchSchema },
  success: { status: 204 },
  problems: [tokenNotFound, tokenChanged, grantExceeded],
} as const satisfies Route;
