import { describeTokenRepository } from "../infrastructure/dynamodb/token-repository.contract.ts";
import { InMemoryTokenRepository } from "./in-memory-token-repository.ts";

describeTokenRepository("in memory", () => Promise.resolve(new InMemoryTokenRepository()));
