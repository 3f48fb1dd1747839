import { TOKENS } from "../di/tokens.ts";
import { tokenBindings } from "../di/token-bindings.ts";
import { FixedClock } from "./fixed-clock.ts";
import { InMemoryIdempotencyStore } from "./in-memory-idempotency-store.ts";
import { InMemoryTokenRepository } from "./in-memory-token-repository.ts";
import { newApiToken, testStage } from "./new-api-token.ts";
import { RecordingLogger } from "./recording-logger.ts";
import { testingCursors } from "./testing-cursors.ts";

/** The container of tokens with everything that is outside of the process replaced, and the administrator's token. */
export function tokenTestingBindings() {
  const clock = new FixedClock("2026-01-02T03:04:05.678Z");
  const logger = new RecordingLogger();
  const tokens = new InMemoryTokenRepository();
  const { token, text: adminText } = newApiToken({ name: "Administrator", scopes: ["admin"] });
  const admin = { id: token.id, hash: token.hash };
  const container = tokenBindings()
    .override(TOKENS.AdminToken, admin)
    .override(TOKENS.Clock, clock)
    .override(TOKENS.CursorCodec, testingCursors)
    .override(TOKENS.IdempotencyStore, new InMemoryIdempotencyStore(clock))
    .override(TOKENS.Logger, logger)
    .override(TOKENS.Stage, testStage)
    .override(TOKENS.TokenRepository, tokens);
  return { container, clock, logger, tokens, adminId: admin.id, adminText };
}
