import { sessionBindings } from "../di/session-bindings.ts";
import { TOKENS } from "../di/tokens.ts";
import type { EmulatedStore } from "./emulated-store.ts";
import type { FixedClock } from "./fixed-clock.ts";
import { RecordingLogger } from "./recording-logger.ts";

/** The real container for clients and sessions over tables in an emulator, as one function has it. */
export function storedSessionBindings(store: EmulatedStore, clock: FixedClock) {
  return store.override(sessionBindings()).override(TOKENS.Clock, clock).override(TOKENS.Logger, new RecordingLogger());
}
