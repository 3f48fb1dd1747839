import { type NewSession, Session } from "../domain/session/session.ts";

/** A running session of the given client, apart from what else is given. */
export function newSession(values: Pick<NewSession, "clientId"> & Partial<NewSession>): Session {
  return Session.start(
    { id: Bun.randomUUIDv7(), title: "Fix the login", categoryId: null, expiresAt: null, ...values },
    new Date("2026-01-02T03:04:05.678Z"),
  );
}
