import { initializeDI } from "../backend/di/initialize-di.ts";
import { transcriptBindings } from "../backend/di/transcript-bindings.ts";
import { streamed } from "../http/response-stream.ts";
import { streamTranscriptHandler } from "../transcripts/stream-transcript.ts";

export const handler = streamed(streamTranscriptHandler(initializeDI(transcriptBindings)));
