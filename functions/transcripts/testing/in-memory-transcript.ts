import { TOKENS } from "../../backend/di/tokens.ts";
import { transcriptBindings } from "../../backend/di/transcript-bindings.ts";
import { FixedClock } from "../../backend/testing/fixed-clock.ts";
import { inMemoryRepositories } from "../../backend/testing/in-memory-repositories.ts";
import { InMemoryTranscriptRepository } from "../../backend/testing/in-memory-transcript-repository.ts";
import { newClient } from "../../backend/testing/new-client.ts";
import { newSession } from "../../backend/testing/new-session.ts";
import { RecordingLogger } from "../../backend/testing/recording-logger.ts";
import { TranscriptApi } from "./transcript-api.ts";

/** The API of a running session's empty transcript, over repositories in memory. */
export async function inMemoryTranscript() {
  const { clients, sessions } = inMemoryRepositories(new FixedClock("2026-01-02T03:04:05.678Z"));
  const client = newClient();
  const session = newSession({ clientId: client.id });
  await clients.insert(client);
  await sessions.insert(session);
  const container = transcriptBindings()
    .override(TOKENS.Logger, new RecordingLogger())
    .override(TOKENS.TranscriptRepository, new InMemoryTranscriptRepository(sessions));
  return {
    api: new TranscriptApi(container, session.id),
    noSession: new TranscriptApi(container, Bun.randomUUIDv7()),
    endSession: () => sessions.replace(session, session.change({ state: "completed" }, new Date())),
  };
}
