import type { Clock } from "../application/ports/clock.ts";
import { InMemoryCategoryRepository } from "./in-memory-category-repository.ts";
import { InMemoryClientRepository } from "./in-memory-client-repository.ts";
import { InMemorySessionRepository } from "./in-memory-session-repository.ts";

/** Repositories for tests that know of each other as those over DynamoDB do. */
export function inMemoryRepositories(clock: Clock) {
  const categories = new InMemoryCategoryRepository();
  const clients = new InMemoryClientRepository(categories, (clientId) => sessions.hasSessions(clientId));
  const sessions: InMemorySessionRepository = new InMemorySessionRepository(clients, categories, clock);
  return { categories, clients, sessions };
}
