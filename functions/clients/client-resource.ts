import type { InferOutput } from "valibot";
import type { Client } from "../backend/domain/client/client.ts";
import type { clientSchema } from "./schemas.ts";

/** A client as the API shows it; its version is the entity tag. */
export type ClientResource = InferOutput<typeof clientSchema>;

export function toClientResource(client: Client): ClientResource {
  return {
    id: client.id,
    name: client.name,
    slug: client.slug,
    contactEmail: client.contactEmail,
    notes: client.notes,
    defaultCategoryId: client.defaultCategoryId,
    state: client.state,
    createdAt: client.createdAt.toISOString(),
    updatedAt: client.updatedAt.toISOString(),
    archivedAt: client.archivedAt?.toISOString() ?? null,
  };
}
