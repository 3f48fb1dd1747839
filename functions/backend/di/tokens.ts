import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { CreateCategory } from "../application/category/create-category.ts";
import type { DeleteCategory } from "../application/category/delete-category.ts";
import type { GetCategory } from "../application/category/get-category.ts";
import type { ListCategories } from "../application/category/list-categories.ts";
import type { UpdateCategory } from "../application/category/update-category.ts";
import type { CreateClient } from "../application/client/create-client.ts";
import type { DeleteClient } from "../application/client/delete-client.ts";
import type { GetClient } from "../application/client/get-client.ts";
import type { ListClients } from "../application/client/list-clients.ts";
import type { UpdateClient } from "../application/client/update-client.ts";
import type { GetHealth } from "../application/health/get-health.ts";
import type { CategoryRepository } from "../application/ports/category-repository.ts";
import type { ClientRepository } from "../application/ports/client-repository.ts";
import type { Clock } from "../application/ports/clock.ts";
import type { CursorCodec } from "../application/ports/cursor-codec.ts";
import type { IdGenerator } from "../application/ports/id-generator.ts";
import type { IdempotencyStore } from "../application/ports/idempotency-store.ts";
import type { Invocations } from "../application/ports/invocation.ts";
import type { Logger } from "../application/ports/logger.ts";
import type { SessionRepository } from "../application/ports/session-repository.ts";
import type { DeleteSession } from "../application/session/delete-session.ts";
import type { GetSession } from "../application/session/get-session.ts";
import type { ListSessions } from "../application/session/list-sessions.ts";
import type { StartSession } from "../application/session/start-session.ts";
import type { UpdateSession } from "../application/session/update-session.ts";
import type { TableNames } from "../infrastructure/dynamodb/linked-table.ts";
import type { AdminToken, AuthenticateToken } from "../application/token/authenticate-token.ts";
import type { CreateToken } from "../application/token/create-token.ts";
import type { GetToken } from "../application/token/get-token.ts";
import type { ListTokens } from "../application/token/list-tokens.ts";
import type { RevokeToken } from "../application/token/revoke-token.ts";
import type { RandomBytes } from "../application/ports/random-bytes.ts";
import type { TokenHasher } from "../application/ports/token-hasher.ts";
import type { TokenRepository } from "../application/ports/token-repository.ts";
import type { TranscriptRepository } from "../application/ports/transcript-repository.ts";
import type { AppendEntries } from "../application/transcript/append-entries.ts";
import type { ReadEntries } from "../application/transcript/read-entries.ts";
import type { ReadTranscript } from "../application/transcript/read-transcript.ts";
import { Token } from "./token.ts";

/** Every service of the backend. Imports types only, so that a token pulls no implementation into a bundle. */
export const TOKENS = {
  Clock: new Token<"Clock", Clock>("Clock"),
  IdGenerator: new Token<"IdGenerator", IdGenerator>("IdGenerator"),
  Invocations: new Token<"Invocations", Invocations>("Invocations"),
  Logger: new Token<"Logger", Logger>("Logger"),

  CursorCodec: new Token<"CursorCodec", CursorCodec>("CursorCodec"),
  IdempotencyStore: new Token<"IdempotencyStore", IdempotencyStore>("IdempotencyStore"),
  DocumentClient: new Token<"DocumentClient", DynamoDBDocumentClient>("DocumentClient"),
  TableNames: new Token<"TableNames", TableNames>("TableNames"),

  GetHealth: new Token<"GetHealth", GetHealth>("GetHealth"),

  CategoryRepository: new Token<"CategoryRepository", CategoryRepository>("CategoryRepository"),
  CreateCategory: new Token<"CreateCategory", CreateCategory>("CreateCategory"),
  GetCategory: new Token<"GetCategory", GetCategory>("GetCategory"),
  ListCategories: new Token<"ListCategories", ListCategories>("ListCategories"),
  UpdateCategory: new Token<"UpdateCategory", UpdateCategory>("UpdateCategory"),
  DeleteCategory: new Token<"DeleteCategory", DeleteCategory>("DeleteCategory"),

  ClientRepository: new Token<"ClientRepository", ClientRepository>("ClientRepository"),
  CreateClient: new Token<"CreateClient", CreateClient>("CreateClient"),
  GetClient: new Token<"GetClient", GetClient>("GetClient"),
  ListClients: new Token<"ListClients", ListClients>("ListClients"),
  UpdateClient: new Token<"UpdateClient", UpdateClient>("UpdateClient"),
  DeleteClient: new Token<"DeleteClient", DeleteClient>("DeleteClient"),

  SessionRepository: new Token<"SessionRepository", SessionRepository>("SessionRepository"),
  StartSession: new Token<"StartSession", StartSession>("StartSession"),
  GetSession: new Token<"GetSession", GetSession>("GetSession"),
  ListSessions: new Token<"ListSessions", ListSessions>("ListSessions"),
  UpdateSession: new Token<"UpdateSession", UpdateSession>("UpdateSession"),
  DeleteSession: new Token<"DeleteSession", DeleteSession>("DeleteSession"),

  TranscriptRepository: new Token<"TranscriptRepository", TranscriptRepository>("TranscriptRepository"),
  AppendEntries: new Token<"AppendEntries", AppendEntries>("AppendEntries"),
  ReadEntries: new Token<"ReadEntries", ReadEntries>("ReadEntries"),
  ReadTranscript: new Token<"ReadTranscript", ReadTranscript>("ReadTranscript"),

  AdminToken: new Token<"AdminToken", AdminToken>("AdminToken"),
  RandomBytes: new Token<"RandomBytes", RandomBytes>("RandomBytes"),
  Stage: new Token<"Stage", string>("Stage"),
  TokenHasher: new Token<"TokenHasher", TokenHasher>("TokenHasher"),
  TokenRepository: new Token<"TokenRepository", TokenRepository>("TokenRepository"),
  AuthenticateToken: new Token<"AuthenticateToken", AuthenticateToken>("AuthenticateToken"),
  CreateToken: new Token<"CreateToken", CreateToken>("CreateToken"),
  GetToken: new Token<"GetToken", GetToken>("GetToken"),
  ListTokens: new Token<"ListTokens", ListTokens>("ListTokens"),
  RevokeToken: new Token<"RevokeToken", RevokeToken>("RevokeToken"),
} as const;
