import { beforeEach, describe, expect, test } from "bun:test";
import type { ClientRepository } from "../../application/ports/client-repository.ts";
import type { SessionRepository } from "../../application/ports/session-repository.ts";
import type { Client } from "../../domain/client/client.ts";
import { ClientArchivedException } from "../../domain/client/client-archived-exception.ts";
import { ClientHasSessionsException } from "../../domain/client/client-has-sessions-exception.ts";
import { FixedClock } from "../../testing/fixed-clock.ts";
import { newSession } from "../../testing/new-session.ts";
import { rejection } from "../../testing/rejection.ts";
import { StoredClients } from "../../testing/stored-clients.ts";
import { type SessionRepositories, StoredSessions } from "../../testing/stored-sessions.ts";

const later = new Date("2026-02-03T04:05:06.789Z");
const always = () => true;

/**
 * What sessions mean to their client, and the other way round.
 *
 * @param name Of the implementations.
 * @param createRepositories Gives empty repositories with this clock.
 */
export function describeClientsWithSessions(
  name: string,
  createRepositories: (clock: FixedClock) => Promise<SessionRepositories>,
): void {
  describe(`a client with sessions: ${name}`, () => {
    let clock: FixedClock;
    let sessions: SessionRepository;
    let clients: ClientRepository;
    let client: Client;
    let stored: StoredSessions;

    beforeEach(async () => {
      clock = new FixedClock("2026-01-02T03:04:05.678Z");
      const repositories = await createRepositories(clock);
      ({ sessions, clients } = repositories);
      stored = await StoredSessions.create(repositories);
      ({ client } = stored);
    });

    test("cannot be deleted until the deletion of the last one has begun", async () => {
      const [first, second] = [await stored.insert(), await stored.insert()];
      for (const session of [first, second]) {
        expect(await rejection(clients.remove(client))).toEqual(new ClientHasSessionsException(client.id));
        await sessions.beginDeletion(session);
      }
      await clients.remove(client);

      expect(await clients.find(client.id)).toBeNull();
      expect(await sessions.finishDeletion(first.id, always)).toBe(true);
    });

    test("can be deleted when all have expired", async () => {
      await stored.insert({ expiresAt: "2026-01-02T03:04:06Z" });
      expect(await rejection(clients.remove(client))).toBeInstanceOf(ClientHasSessionsException);
      clock.time = new Date("2026-01-02T03:04:06Z");
      await clients.remove(client);

      expect(await clients.find(client.id)).toBeNull();
    });

    test("never goes away under a session that starts", async () => {
      for (let round = 0; round < 10; round += 1) {
        const client = await new StoredClients(clients).insert();
        const session = newSession({ clientId: client.id });
        await Promise.allSettled([sessions.insert(session), clients.remove(client)]);

        const [foundClient, foundSession] = [await clients.find(client.id), await sessions.find(session.id)];
        // One of the two happened, never both.
        expect(foundClient === null).toBe(foundSession === null);
      }
    });

    test("once archived gets no session any more", async () => {
      for (let round = 0; round < 5; round += 1) {
        const client = await new StoredClients(clients).insert();
        const archive = clients.replace(client, client.change({ state: "archived" }, later));
        const starts = Array.from({ length: 3 }, () => sessions.insert(newSession({ clientId: client.id })));
        await Promise.allSettled([archive, ...starts]);

        await archive;
        const late = sessions.insert(newSession({ clientId: client.id }));
        expect(await rejection(late)).toBeInstanceOf(ClientArchivedException);
      }
    });
  });
}
