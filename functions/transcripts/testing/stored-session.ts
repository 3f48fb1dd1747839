import type { Session } from "../../backend/domain/session/session.ts";
import type { NewSession } from "../../backend/domain/session/session.ts";
import { DynamoDBClientRepository } from "../../backend/infrastructure/dynamodb/dynamodb-client-repository.ts";
import { DynamoDBSessionRepository } from "../../backend/infrastructure/dynamodb/dynamodb-session-repository.ts";
import { SystemClock } from "../../backend/infrastructure/system/system-clock.ts";
import type { EmulatedStore } from "../../backend/testing/emulated-store.ts";
import { newClient } from "../../backend/testing/new-client.ts";
import { newSession } from "../../backend/testing/new-session.ts";

/** Sessions of a new client, in an emulator. */
export async function storedSession(store: EmulatedStore, values: Partial<NewSession> = {}) {
  const { client, tableName } = store.another();
  const clock = new SystemClock();
  const clients = new DynamoDBClientRepository(client, tableName, clock);
  const sessions = new DynamoDBSessionRepository(client, tableName, clock);
  const owner = newClient();
  await clients.insert(owner);
  const session: Session = newSession({ clientId: owner.id, ...values });
  await sessions.insert(session);
  return { session, sessions };
}
