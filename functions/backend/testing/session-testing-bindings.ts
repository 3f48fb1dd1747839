import { sessionBindings } from "../di/session-bindings.ts";
import { TOKENS } from "../di/tokens.ts";
import { FixedClock } from "./fixed-clock.ts";
import { InMemoryIdempotencyStore } from "./in-memory-idempotency-store.ts";
import { inMemoryRepositories } from "./in-memory-repositories.ts";
import { RecordingLogger } from "./recording-logger.ts";
import { testingCursors } from "./testing-cursors.ts";

/** The real container for clients and sessions, with everything that is outside of the process replaced. */
export function sessionTestingBindings() {
  const clock = new FixedClock("2026-01-02T03:04:05.678Z");
  const logger = new RecordingLogger();
  const { categories, clients, sessions } = inMemoryRepositories(clock);
  const container = sessionBindings()
    .override(TOKENS.Clock, clock)
    .override(TOKENS.CursorCodec, testingCursors)
    .override(TOKENS.IdempotencyStore, new InMemoryIdempotencyStore(clock))
    .override(TOKENS.Logger, logger)
    .override(TOKENS.ClientRepository, clients)
    .override(TOKENS.SessionRepository, sessions);
  return { container, clock, logger, categories, clients, sessions };
}
