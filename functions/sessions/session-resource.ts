import type { InferOutput } from "valibot";
import type { Session } from "../backend/domain/session/session.ts";
import type { sessionSchema } from "./schemas.ts";

/** A session as the API shows it; its version is the entity tag. */
export type SessionResource = InferOutput<typeof sessionSchema>;

export function toSessionResource(session: Session): SessionResource {
  return {
    id: session.id,
    clientId: session.clientId,
    title: session.title,
    categoryId: session.categoryId,
    state: session.state,
    startedAt: session.startedAt.toISOString(),
    updatedAt: session.updatedAt.toISOString(),
    endedAt: session.endedAt?.toISOString() ?? null,
    expiresAt: session.expiresAt?.toISOString() ?? null,
  };
}
