import { TOKENS } from "../../backend/di/tokens.ts";
import { transcriptBindings } from "../../backend/di/transcript-bindings.ts";
import type { EmulatedStore } from "../../backend/testing/emulated-store.ts";
import { RecordingLogger } from "../../backend/testing/recording-logger.ts";
import { TranscriptApi } from "./transcript-api.ts";

/** The API of a session's transcript with the real container over tables in an emulator, as one function has it. */
export function storedTranscriptApi(store: EmulatedStore, sessionId: string): TranscriptApi {
  const container = store.override(transcriptBindings()).override(TOKENS.Logger, new RecordingLogger());
  return new TranscriptApi(container, sessionId);
}
