import { categoryBindings } from "../di/category-bindings.ts";
import { TOKENS } from "../di/tokens.ts";
import type { EmulatedStore } from "./emulated-store.ts";
import type { FixedClock } from "./fixed-clock.ts";
import { RecordingLogger } from "./recording-logger.ts";

/** The real container for categories over tables in an emulator, as one function has it. */
export function storedCategoryBindings(store: EmulatedStore, clock: FixedClock, logger = new RecordingLogger()) {
  return store.override(categoryBindings()).override(TOKENS.Clock, clock).override(TOKENS.Logger, logger);
}
