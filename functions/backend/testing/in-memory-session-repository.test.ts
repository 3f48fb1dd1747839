import type { FixedClock } from "./fixed-clock.ts";
import { describeClientsWithSessions } from "../infrastructure/dynamodb/clients-with-sessions.contract.ts";
import { describeSessionRepository } from "../infrastructure/dynamodb/session-repository.contract.ts";
import { inMemoryRepositories } from "./in-memory-repositories.ts";

const createRepositories = async (clock: FixedClock) => inMemoryRepositories(clock);

describeSessionRepository("in memory", createRepositories);
describeClientsWithSessions("in memory", createRepositories);
