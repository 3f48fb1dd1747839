import { describeTranscriptRepository } from "../infrastructure/dynamodb/transcript/transcript-repository.contract.ts";
import { inMemoryRepositories } from "./in-memory-repositories.ts";
import { InMemoryTranscriptRepository } from "./in-memory-transcript-repository.ts";

describeTranscriptRepository("in memory", async (clock) => {
  const repositories = inMemoryRepositories(clock);
  return { ...repositories, transcripts: new InMemoryTranscriptRepository(repositories.sessions) };
});
