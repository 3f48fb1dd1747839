import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { newSession } from "../../testing/new-session.ts";
import { ValidationException } from "../exception/validation-exception.ts";
import type { Session } from "./session.ts";
import { movesFrom, sessionStates } from "./session-state.ts";
import { SessionStateException } from "./session-state-exception.ts";

const clientId = "0199f3a2-7c1e-7000-8000-3d1f0a9b2c4d";
const categoryId = "0199f3a2-7c1e-7000-8000-3d1f0a9b2c4e";
const later = new Date("2026-02-03T04:05:06.789Z");

describe("a new session", () => {
  test("runs, is in version 1, and unchanged since its start", () => {
    const session = newSession({ clientId });
    expect(session).toMatchObject({ state: "running", endedAt: null, expiresAt: null, version: 1 });
    expect(session.updatedAt).toEqual(session.startedAt);
  });

  test("has its values checked and normalised", () => {
    const session = newSession({ clientId, title: " Fix  it ", expiresAt: "2026-01-02T03:04:05.679Z" });
    expect(session).toMatchObject({ title: "Fix  it", expiresAt: new Date("2026-01-02T03:04:06Z") });
    expect(() => newSession({ clientId, title: "" })).toThrow(ValidationException);
    expect(() => newSession({ clientId, title: "x".repeat(201) })).toThrow(ValidationException);
    expect(() => newSession({ clientId, expiresAt: "2026-01-02T03:04:05Z" })).toThrow(ValidationException);
  });

  test("expires at its expiry, not before, and never without one", () => {
    const session = newSession({ clientId, expiresAt: "2026-01-02T03:04:06Z" });
    expect(session.hasExpired(new Date("2026-01-02T03:04:05.999Z"))).toBe(false);
    expect(session.hasExpired(new Date("2026-01-02T03:04:06Z"))).toBe(true);
    expect(newSession({ clientId }).hasExpired(new Date("9999-12-31"))).toBe(false);
  });
});

describe("change", () => {
  const session = newSession({ clientId, categoryId, expiresAt: "2026-12-31T00:00:00Z" });

  test("gives the next version and leaves the old one as it was", () => {
    const next = session.change({ title: "Other", categoryId: null }, later);

    expect(next).toMatchObject({ version: 2, title: "Other", categoryId: null, updatedAt: later, state: "running" });
    expect(next).toMatchObject({
      id: session.id,
      clientId,
      startedAt: session.startedAt,
      expiresAt: session.expiresAt,
    });
    expect(session).toMatchObject({ version: 1, title: "Fix the login", categoryId });
  });

  test.each([{}, { title: " Fix the login" }, { categoryId }, { state: "running" as const }, { title: undefined }])(
    "by %j, which changes nothing, gives the same session",
    (changes) => {
      expect(session.change(changes, later)).toBe(session);
    },
  );

  test("of title and category is possible after the end, and leaves that as it was", () => {
    const ended = session.change({ state: "failed" }, later);
    const next = ended.change({ title: "Other", state: "failed" }, new Date("2026-03-04T05:06:07.890Z"));
    expect(next).toMatchObject({ state: "failed", endedAt: later, title: "Other", version: 3 });
  });

  test("a refused state says which one it is in, and what is allowed", () => {
    const completed = session.change({ state: "completed" }, later);
    expect(() => completed.change({ state: "running" }, later)).toThrow(
      `The session ${session.id} is completed and cannot become running. ` +
        "Allowed from there: nothing, as the session has ended.",
    );
  });

  test("refuses a title against the rules", () => {
    expect(() => session.change({ title: "a\nb" }, later)).toThrow(ValidationException);
  });
});

describe("the state machine", () => {
  const states = fc.array(fc.constantFrom(...sessionStates), { maxLength: 8 });

  test("takes any order of requests: the first end counts, and no other state comes after it", () => {
    fc.assert(
      fc.property(states, (wanted) => {
        let session = newSession({ clientId });
        const firstEnd = wanted.find((state) => state !== "running");
        for (const [index, state] of wanted.entries()) {
          session = attempt(session, state, new Date(later.getTime() + index));
        }

        expect(session.state).toBe(firstEnd ?? "running");
        expect(session.version).toBe(firstEnd === undefined ? 1 : 2);
        const endIndex = wanted.findIndex((state) => state !== "running");
        expect(session.endedAt).toEqual(endIndex === -1 ? null : new Date(later.getTime() + endIndex));
      }),
      { numRuns: 200 },
    );
  });

  test.each(sessionStates.flatMap((from) => sessionStates.map((to) => [from, to] as const)))("%s to %s", (from, to) => {
    const session = newSession({ clientId }).change({ state: from }, later);
    const isAllowed = from === to || (from === "running" && to !== "running");
    expect(movesFrom(from).includes(to) || from === to).toBe(isAllowed);
    if (isAllowed) expect(session.change({ state: to }, later).state).toBe(to);
    else expect(() => session.change({ state: to }, later)).toThrow(SessionStateException);
  });
});

/** The session as it is after the change or its refusal. */
function attempt(session: Session, state: Session["state"], now: Date): Session {
  try {
    return session.change({ state }, now);
  } catch (error) {
    if (!(error instanceof SessionStateException)) throw error;
    return session;
  }
}
