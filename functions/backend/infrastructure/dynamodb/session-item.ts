import * as v from "valibot";
import { Session } from "../../domain/session/session.ts";
import { sessionStates } from "../../domain/session/session-state.ts";
import { membershipKey, sessionKey, sessionKind } from "./session-keys.ts";
import { timestamp } from "./timestamp.ts";

const sessionItemSchema = v.object({
  sessionId: v.string(),
  clientId: v.string(),
  title: v.string(),
  /** Absent for none: an attribute of an index's key cannot be null. */
  categoryId: v.optional(v.string()),
  state: v.picklist(sessionStates),
  startedAt: timestamp,
  updatedAt: timestamp,
  endedAt: v.nullable(timestamp),
  /** Seconds since 1970, as DynamoDB's TTL takes it. Absent for ever. */
  expiresAt: v.optional(v.number()),
  version: v.number(),
});

/** What is kept of a session, apart from keys and the number of its entries. */
export type SessionAttributes = v.InferInput<typeof sessionItemSchema>;

/** The whole item of a session that starts. */
export function toNewSessionItem(session: Session) {
  return { ...sessionKey(session.id), kind: sessionKind, ...toSessionAttributes(session), entryCount: 0 };
}

/** The item that keeps a client from being deleted; it expires with its session. */
export function toMembershipItem({ clientId, id, expiresAt }: Session) {
  return { ...membershipKey(clientId, id), ...(expiresAt !== null && { expiresAt: toEpochSeconds(expiresAt) }) };
}

export function toSessionAttributes(session: Session): SessionAttributes {
  return {
    sessionId: session.id,
    clientId: session.clientId,
    title: session.title,
    ...(session.categoryId !== null && { categoryId: session.categoryId }),
    state: session.state,
    startedAt: session.startedAt.toISOString(),
    updatedAt: session.updatedAt.toISOString(),
    endedAt: session.endedAt?.toISOString() ?? null,
    ...(session.expiresAt !== null && { expiresAt: toEpochSeconds(session.expiresAt) }),
    version: session.version,
  };
}

/** @throws ValiError when the item is none of a session's: the table was written by something else. */
export function fromSessionItem(item: unknown): Session {
  const { sessionId, categoryId, expiresAt, ...rest } = v.parse(sessionItemSchema, item);
  return Session.restore({
    ...rest,
    id: sessionId,
    categoryId: categoryId ?? null,
    expiresAt: expiresAt === undefined ? null : new Date(expiresAt * 1000),
  });
}

/** The smallest whole number of seconds since 1970 that is not before the given time. */
function toEpochSeconds(time: Date): number {
  return Math.ceil(time.getTime() / 1000);
}
