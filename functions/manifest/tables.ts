import type { Table } from "./table.ts";

/**
 * Categories, and whatever needs no table of its own (single-table design). What the keys of an entity look like stands
 * beside its repository in `functions/backend/infrastructure/dynamodb`.
 */
const table = {
  name: "Table",
  attributes: { pk: "S", sk: "S", gsi1pk: "S", gsi1sk: "S" },
  key: { partition: "pk", sort: "sk" },
  indexes: { gsi1: { partition: "gsi1pk", sort: "gsi1sk" } },
  ttl: "expiresAt",
} as const satisfies Table;

/** Sessions with the entries of their transcripts. Only a session's own item stands in the indexes. */
const sessions = {
  name: "Sessions",
  attributes: { pk: "S", sk: "S", sessionId: "S", clientId: "S", state: "S", categoryId: "S", kind: "S" },
  key: { partition: "pk", sort: "sk" },
  indexes: {
    // Ids begin with the time: sorted by them is sorted by the start.
    byStart: { partition: "kind", sort: "sessionId" },
    byClient: { partition: "clientId", sort: "sessionId" },
    byState: { partition: "state", sort: "sessionId" },
    byCategory: { partition: "categoryId", sort: "sessionId" },
  },
  // Without the number of entries, which changes with every batch that is appended.
  projection: ["clientId", "categoryId", "state", "title", "startedAt", "updatedAt", "endedAt", "expiresAt", "version"],
  ttl: "expiresAt",
} as const satisfies Table;

/** Clients, and the reservations of their slugs. Only clients stand in the indexes. */
const clients = {
  name: "Clients",
  attributes: { clientId: "S", state: "S", slug: "S" },
  key: { partition: "clientId" },
  indexes: {
    // Ids begin with the time: sorted by them is sorted by creation.
    byState: { partition: "state", sort: "clientId" },
    bySlug: { partition: "slug" },
  },
  // Without the last session, which changes with every session that starts.
  projection: [
    "state",
    "slug",
    "name",
    "contactEmail",
    "notes",
    "defaultCategoryId",
    "createdAt",
    "updatedAt",
    "archivedAt",
    "version",
  ],
} as const satisfies Table;

/** API tokens. A table of their own, so that no function but those about tokens can write one. */
const tokens = {
  name: "Tokens",
  attributes: { tokenId: "S", kind: "S" },
  key: { partition: "tokenId" },
  indexes: { byKind: { partition: "kind", sort: "tokenId" } },
  ttl: "expiresAt",
} as const satisfies Table;

/** What has been answered to requests with an Idempotency-Key. */
const idempotency = {
  name: "Idempotency",
  attributes: { key: "S" },
  key: { partition: "key" },
  indexes: {},
  ttl: "expiresAt",
} as const satisfies Table;

/** Every table: the stack creates them in AWS, the start command on one machine. */
export const tables = [table, sessions, clients, tokens, idempotency] as const;

export type TableName = (typeof tables)[number]["name"];
