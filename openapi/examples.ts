import type { JsonSchema, MediaType } from "./open-api-document.ts";

const clientId = "0199f3a2-7c1e-7000-8000-3d1f0a9b2c4d";
const categoryId = "0199f3a1-02b4-7000-8000-9c27be41d055";
const sessionId = "0199f3a5-51d9-7000-8000-6b8e13f7a2c0";
const tokenId = "0199f39f-e6a8-7000-8000-f04d7c5b1e93";

const category = {
  id: categoryId,
  name: "Bug fix",
  parentId: null,
  description: "Something that worked, or should have.",
  color: "#d73a4a",
  createdAt: "2026-11-02T08:12:45.108Z",
  updatedAt: "2026-11-02T08:12:45.108Z",
};

const client = {
  id: clientId,
  name: "Café Nord",
  slug: "cafe-nord",
  contactEmail: "ines@cafe-nord.example",
  notes: "Ships on Thursdays.",
  defaultCategoryId: categoryId,
  state: "active",
  createdAt: "2026-11-02T08:14:30.366Z",
  updatedAt: "2026-11-02T08:14:30.366Z",
  archivedAt: null,
};

const session = {
  id: sessionId,
  clientId,
  title: "Order form loses the last line",
  categoryId,
  state: "running",
  startedAt: "2026-11-02T08:17:28.857Z",
  updatedAt: "2026-11-02T08:17:28.857Z",
  endedAt: null,
  expiresAt: null,
};

const entry = {
  id: "a1f0c2d4",
  parentId: null,
  timestamp: "2026-11-02T08:17:31.402Z",
  type: "message",
  message: { role: "user", content: [{ type: "text", text: "The order form drops its last line. Find out why." }] },
};

const token = {
  id: tokenId,
  name: "Agent on the build machine",
  scopes: ["clients:read", "sessions:write"],
  createdAt: "2026-11-02T08:11:54.280Z",
  createdBy: "0199f39a-4be0-7000-8000-a2c95d10e7f6",
  expiresAt: "2027-05-01T00:00:00.000Z",
  lastUsedAt: null,
  revokedAt: null,
};

/** One value of each named schema, as it may stand in a request or an answer. */
const examples: Readonly<Record<string, unknown>> = {
  Health: { status: "ok", service: "draht", timestamp: "2026-11-02T08:10:00.000Z" },
  NewCategory: { name: category.name, description: category.description, color: category.color },
  CategoryChanges: { color: "#b60205" },
  Category: category,
  CategoryPage: { items: [category], nextCursor: null },
  NewClient: {
    name: client.name,
    contactEmail: client.contactEmail,
    notes: client.notes,
    defaultCategoryId: categoryId,
  },
  ClientChanges: { notes: null, state: "archived" },
  Client: client,
  ClientPage: { items: [client], nextCursor: null },
  NewSession: { clientId, title: session.title },
  SessionChanges: { state: "completed" },
  Session: session,
  SessionPage: { items: [session], nextCursor: null },
  Entry: entry,
  AppendedEntries: { entries: [{ id: entry.id, sequence: 1, created: true }], lastSequence: 1 },
  EntryPage: { items: [{ sequence: 1, entry }], lastSequence: 1, hasMore: false },
  NewToken: { name: token.name, scopes: token.scopes, expiresAt: token.expiresAt },
  Token: token,
  CreatedToken: { ...token, token: `draht_dev_${tokenId}_${"0".repeat(49)}` },
  TokenPage: { items: [token], nextCursor: null },
  GatewayMessage: { message: "Unauthorized" },
};

/** A schema as the content of a body, with its example. */
export function withExample(schema: JsonSchema): MediaType {
  const example = exampleOf(schema);
  return example === undefined ? { schema } : { schema, example };
}

/** The example of a schema that is a named one, or a list of such; undefined for any other. */
function exampleOf({ $ref, type, items }: JsonSchema): unknown {
  if ($ref !== undefined) return examples[$ref.replace("#/components/schemas/", "")];
  if (type !== "array" || typeof items !== "object") return undefined;
  const item = exampleOf(items);
  return item === undefined ? undefined : [item];
}
