import { describeClientRepository } from "../infrastructure/dynamodb/client-repository.contract.ts";
import { FixedClock } from "./fixed-clock.ts";
import { inMemoryRepositories } from "./in-memory-repositories.ts";

describeClientRepository("in memory", async () => inMemoryRepositories(new FixedClock("2026-01-02T03:04:05.678Z")));
