import { initializeDI } from "../backend/di/initialize-di.ts";
import { transcriptBindings } from "../backend/di/transcript-bindings.ts";
import { getTranscriptHandler } from "../transcripts/get-transcript.ts";

export const handler = getTranscriptHandler(initializeDI(transcriptBindings));
