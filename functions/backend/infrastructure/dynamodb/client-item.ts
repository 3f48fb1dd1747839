import * as v from "valibot";
import { Client } from "../../domain/client/client.ts";
import { timestamp } from "./timestamp.ts";

const clientItemSchema = v.object({
  clientId: v.string(),
  name: v.string(),
  slug: v.string(),
  contactEmail: v.nullable(v.string()),
  notes: v.nullable(v.string()),
  defaultCategoryId: v.nullable(v.string()),
  createdAt: timestamp,
  updatedAt: timestamp,
  archivedAt: v.nullable(timestamp),
  version: v.number(),
});

/** What is kept of a client, apart from its last session. */
export function toClientItem(client: Client) {
  return {
    clientId: client.id,
    // Only for the index: it follows from `archivedAt`.
    state: client.state,
    name: client.name,
    slug: client.slug,
    contactEmail: client.contactEmail,
    notes: client.notes,
    defaultCategoryId: client.defaultCategoryId,
    createdAt: client.createdAt.toISOString(),
    updatedAt: client.updatedAt.toISOString(),
    archivedAt: client.archivedAt?.toISOString() ?? null,
    version: client.version,
  };
}

/** @throws ValiError when the item is none of a client's: the table was written by something else. */
export function fromClientItem(item: unknown): Client {
  const { clientId, ...rest } = v.parse(clientItemSchema, item);
  return Client.restore({ ...rest, id: clientId });
}

/** The key of the item whose existence means that a slug is taken. No client's id looks like it. */
export function slugReservationKey(slug: string): { clientId: string } {
  return { clientId: `SLUG#${slug}` };
}
