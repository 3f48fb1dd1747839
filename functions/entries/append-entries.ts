import { initializeDI } from "../backend/di/initialize-di.ts";
import { transcriptBindings } from "../backend/di/transcript-bindings.ts";
import { appendEntriesHandler } from "../transcripts/append-entries.ts";

export const handler = appendEntriesHandler(initializeDI(transcriptBindings));
