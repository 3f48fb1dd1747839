import { describeSessionRepository } from "../infrastructure/dynamodb/session-repository.contract.ts";
import { inMemoryRepositories } from "./in-memory-repositories.ts";

describeSessionRepository("in memory", async (clock) => inMemoryRepositories(clock));
