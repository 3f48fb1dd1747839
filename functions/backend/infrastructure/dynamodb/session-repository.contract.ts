import { beforeEach, describe, expect, test } from "bun:test";
import type { ClientRepository } from "../../application/ports/client-repository.ts";
import type { CategoryRepository } from "../../application/ports/category-repository.ts";
import type { SessionFilter, SessionRepository } from "../../application/ports/session-repository.ts";
import type { Client } from "../../domain/client/client.ts";
import { ClientArchivedException } from "../../domain/client/client-archived-exception.ts";
import type { Session } from "../../domain/session/session.ts";
import { SessionCategoryNotFoundException } from "../../domain/session/session-category-not-found-exception.ts";
import { SessionChangedException } from "../../domain/session/session-changed-exception.ts";
import { SessionClientNotFoundException } from "../../domain/session/session-client-not-found-exception.ts";
import { SessionNotFoundException } from "../../domain/session/session-not-found-exception.ts";
import { FixedClock } from "../../testing/fixed-clock.ts";
import { insertCategory } from "../../testing/insert-category.ts";
import { newClient } from "../../testing/new-client.ts";
import { newSession } from "../../testing/new-session.ts";
import { rejection } from "../../testing/rejection.ts";
import { type SessionRepositories, StoredSessions } from "../../testing/stored-sessions.ts";

const later = StoredSessions.changedAt;
const always = () => true;

/**
 * What every SessionRepository does.
 *
 * @param name Of the implementations.
 * @param createRepositories Gives empty repositories with this clock.
 */
export function describeSessionRepository(
  name: string,
  createRepositories: (clock: FixedClock) => Promise<SessionRepositories>,
): void {
  describe(`SessionRepository: ${name}`, () => {
    let clock: FixedClock;
    let sessions: SessionRepository;
    let clients: ClientRepository;
    let categories: CategoryRepository;
    let client: Client;
    let stored: StoredSessions;

    beforeEach(async () => {
      clock = new FixedClock("2026-01-02T03:04:05.678Z");
      const repositories = await createRepositories(clock);
      ({ sessions, clients, categories } = repositories);
      stored = await StoredSessions.create(repositories);
      ({ client } = stored);
    });

    describe("insert", () => {
      test("keeps every value", async () => {
        const plain = await stored.insert();
        const full = await stored.insert({
          categoryId: await insertCategory(categories),
          expiresAt: "2026-01-02T03:04:06Z",
        });

        expect(await sessions.find(plain.id)).toEqual(plain);
        expect(await sessions.find(full.id)).toEqual(full);
      });

      test("again, with the same id, keeps the first, even if the client has been archived since", async () => {
        const session = await stored.insert();
        await clients.replace(client, client.change({ state: "archived" }, later));

        const again = newSession({ id: session.id, clientId: client.id, title: "Other" });
        expect(await sessions.insert(again)).toBe(false);
        expect(await sessions.find(session.id)).toEqual(session);
      });

      test("refuses a client that does not exist, or is archived", async () => {
        const clientId = Bun.randomUUIDv7();
        expect(await rejection(stored.insert({ clientId }))).toEqual(new SessionClientNotFoundException(clientId));

        await clients.replace(client, client.change({ state: "archived" }, later));
        expect(await rejection(stored.insert())).toEqual(new ClientArchivedException(client.id));
        expect(await stored.listAll(null)).toEqual([]);
      });

      test("refuses a category that does not exist", async () => {
        const categoryId = Bun.randomUUIDv7();
        expect(await rejection(stored.insert({ categoryId }))).toEqual(
          new SessionCategoryNotFoundException(categoryId),
        );
        await clients.remove(client);
      });

      test("is no new version of the client", async () => {
        await stored.insert();
        expect(await clients.find(client.id)).toEqual(client);
      });

      test("takes several for a client at the same time", async () => {
        const started = Array.from({ length: 4 }, () => newSession({ clientId: client.id }));
        const outcomes = await Promise.all(started.map((session) => sessions.insert(session)));
        expect([...new Set(outcomes)]).toEqual([true]);
        expect(await stored.listAll({ by: "clientId", value: client.id })).toHaveLength(4);
      });
    });

    test("find gives null for an id that nothing has", async () => {
      expect(await sessions.find(Bun.randomUUIDv7())).toBeNull();
      expect(await sessions.findForDeletion(Bun.randomUUIDv7())).toBeNull();
    });

    describe("replace", () => {
      test("changes values, and moves the session between listings", async () => {
        const [first, second] = [await insertCategory(categories), await insertCategory(categories)];
        const session = await stored.insert({ categoryId: first });
        const next = await stored.change(session, { title: "Other", categoryId: second, state: "failed" });

        expect(await sessions.find(session.id)).toEqual(next);
        expect(next).toMatchObject({ version: 2, title: "Other", state: "failed", endedAt: later });
        for (const filter of filtersOf(next)) expect(await stored.listAll(filter)).toEqual([next]);
        expect(await stored.listAll({ by: "state", value: "running" })).toEqual([]);
        expect(await stored.listAll({ by: "categoryId", value: first })).toEqual([]);
      });

      test("takes the category away", async () => {
        const categoryId = await insertCategory(categories);
        const session = await stored.insert({ categoryId });
        const next = await stored.change(session, { categoryId: null });

        expect(await sessions.find(session.id)).toEqual(next);
        expect(await stored.listAll({ by: "categoryId", value: categoryId })).toEqual([]);
      });

      test("keeps the expiry", async () => {
        const session = await stored.insert({ expiresAt: "2026-01-02T03:04:06Z" });
        const next = await stored.change(session, { title: "Other" });
        expect((await sessions.find(session.id))?.expiresAt).toEqual(next.expiresAt);
      });

      test("refuses a category that does not exist, but does not look for one that stays", async () => {
        const categoryId = await insertCategory(categories);
        const session = await stored.insert({ categoryId });
        const missing = { categoryId: Bun.randomUUIDv7() };
        expect(await rejection(stored.change(session, missing))).toBeInstanceOf(SessionCategoryNotFoundException);

        const category = await categories.find(categoryId);
        if (category !== null) await categories.remove(category);
        const next = await stored.change(session, { title: "Other" });
        expect(await sessions.find(session.id)).toEqual(next);
      });

      test("refuses another version, and what is gone", async () => {
        const session = await stored.insert();
        const next = await stored.change(session, { title: "Other" });
        expect(await rejection(stored.change(session, { title: "Third" }))).toBeInstanceOf(SessionChangedException);
        expect(await sessions.find(session.id)).toEqual(next);

        const missing = newSession({ clientId: client.id });
        expect(await rejection(stored.change(missing, { title: "Other" }))).toBeInstanceOf(SessionNotFoundException);
        expect(await sessions.find(missing.id)).toBeNull();
      });

      test("lets exactly one of several ends happen", async () => {
        const session = await stored.insert();
        const states = ["completed", "failed", "cancelled"] as const;
        const outcomes = await Promise.allSettled(states.map((state) => stored.change(session, { state })));

        const winners = outcomes.filter((outcome) => outcome.status === "fulfilled").map(({ value }) => value);
        expect(winners).toHaveLength(1);
        expect(await sessions.find(session.id)).toEqual(winners[0] ?? null);
      });
    });

    describe("deletion", () => {
      test("hides the session from its beginning, and ends with nothing", async () => {
        const session = await stored.insert({ categoryId: await insertCategory(categories) });
        await sessions.beginDeletion(session);

        expect(await sessions.find(session.id)).toBeNull();
        expect(await sessions.findForDeletion(session.id)).toBe("deleting");
        for (const filter of filtersOf(session)) expect(await stored.listAll(filter)).toEqual([]);

        expect(await sessions.finishDeletion(session.id, always)).toBe(true);
        expect(await sessions.findForDeletion(session.id)).toBeNull();
      });

      test("stops where it has no leave to continue, and can be taken up again", async () => {
        const session = await stored.insert();
        await sessions.beginDeletion(session);

        expect(await sessions.finishDeletion(session.id, () => false)).toBe(false);
        expect(await sessions.findForDeletion(session.id)).toBe("deleting");
        expect(await sessions.finishDeletion(session.id, always)).toBe(true);
        expect(await sessions.finishDeletion(session.id, always)).toBe(true);
      });

      test("refuses another version, and changes of what is being deleted", async () => {
        const session = await stored.insert();
        const next = await stored.change(session, { title: "Other" });
        expect(await rejection(sessions.beginDeletion(session))).toBeInstanceOf(SessionChangedException);

        await sessions.beginDeletion(next);
        expect(await rejection(sessions.beginDeletion(next))).toBeInstanceOf(SessionNotFoundException);
        expect(await rejection(stored.change(next, { title: "Third" }))).toBeInstanceOf(SessionNotFoundException);
        expect(await sessions.find(session.id)).toBeNull();
      });

      test("of one that is gone is refused", async () => {
        const session = newSession({ clientId: client.id });
        expect(await rejection(sessions.beginDeletion(session))).toBeInstanceOf(SessionNotFoundException);
        expect(await sessions.findForDeletion(session.id)).toBeNull();
      });
    });

    test("a session that has expired is none", async () => {
      const expired = await stored.insert({
        categoryId: await insertCategory(categories),
        expiresAt: "2026-01-02T03:04:06Z",
      });
      expect(await sessions.find(expired.id)).toEqual(expired);
      clock.time = new Date("2026-01-02T03:04:05.999Z");
      for (const filter of filtersOf(expired)) expect(await stored.listAll(filter)).toEqual([expired]);

      clock.time = new Date("2026-01-02T03:04:06Z");
      expect(await sessions.find(expired.id)).toBeNull();
      expect(await sessions.findForDeletion(expired.id)).toBeNull();
      for (const filter of filtersOf(expired)) expect(await stored.listAll(filter)).toEqual([]);
    });

    describe("list", () => {
      test("gives the newest first, all or those of a client, state or category", async () => {
        const [other, categoryId] = [newClient(), await insertCategory(categories)];
        await clients.insert(other);
        const a = await stored.insert();
        const b = await stored.insert({ clientId: other.id });
        const c = await stored.insert({ categoryId });
        const d = await stored.change(await stored.insert(), { state: "completed" });

        expect(await stored.listAll(null)).toEqual([d, c, b, a]);
        expect(await stored.listAll({ by: "clientId", value: client.id })).toEqual([d, c, a]);
        expect(await stored.listAll({ by: "state", value: "running" })).toEqual([c, b, a]);
        expect(await stored.listAll({ by: "categoryId", value: categoryId })).toEqual([c]);
      });

      test.each([1, 2, 5, 100])("pages of %d together give each session once, expired ones apart", async (limit) => {
        const present: Session[] = [];
        for (let index = 0; index < 5; index += 1) {
          present.unshift(await stored.insert());
          await stored.insert({ expiresAt: "2026-01-02T03:04:06Z" });
        }
        clock.time = later;
        for (const filter of filtersOf(present[0] as Session))
          expect(await stored.listAll(filter, limit)).toEqual(present);
      });

      test("says that the last page is the last, also when it is full", async () => {
        const [a, b] = [await stored.insert(), await stored.insert()];
        expect(await sessions.list({ filter: null, limit: 2, after: null })).toEqual({ sessions: [b, a], next: null });
        expect(await sessions.list({ filter: null, limit: 1, after: null })).toEqual({ sessions: [b], next: b.id });
      });

      test("goes on behind a session that has ended or been deleted meanwhile", async () => {
        const running = { by: "state", value: "running" } as const;
        const [a, b, c] = [await stored.insert(), await stored.insert(), await stored.insert()];
        const { next } = await sessions.list({ filter: running, limit: 1, after: null });
        await stored.change(c, { state: "completed" });
        await sessions.beginDeletion(b);

        expect(await sessions.list({ filter: running, limit: 1, after: next })).toEqual({ sessions: [a], next: null });
      });
    });
  });
}

/** All listings that a session can be in. */
function filtersOf({ clientId, categoryId, state }: Session): (SessionFilter | null)[] {
  const byCategory = categoryId === null ? [] : [{ by: "categoryId", value: categoryId } as const];
  return [null, { by: "clientId", value: clientId }, { by: "state", value: state }, ...byCategory];
}
