import { categoryBindings } from "../di/category-bindings.ts";
import { TOKENS } from "../di/tokens.ts";
import { FixedClock } from "./fixed-clock.ts";
import { InMemoryCategoryRepository } from "./in-memory-category-repository.ts";
import { InMemoryIdempotencyStore } from "./in-memory-idempotency-store.ts";
import { RecordingLogger } from "./recording-logger.ts";
import { testingCursors } from "./testing-cursors.ts";

/** The real container for categories, with everything that is outside of the process replaced. */
export function categoryTestingBindings() {
  const clock = new FixedClock("2026-01-02T03:04:05.678Z");
  const logger = new RecordingLogger();
  const categories = new InMemoryCategoryRepository();
  const container = categoryBindings()
    .override(TOKENS.Clock, clock)
    .override(TOKENS.CursorCodec, testingCursors)
    .override(TOKENS.IdempotencyStore, new InMemoryIdempotencyStore(clock))
    .override(TOKENS.Logger, logger)
    .override(TOKENS.CategoryRepository, categories);
  return { container, clock, logger, categories };
}
