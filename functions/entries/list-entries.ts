import { initializeDI } from "../backend/di/initialize-di.ts";
import { transcriptBindings } from "../backend/di/transcript-bindings.ts";
import { listEntriesHandler } from "../transcripts/list-entries.ts";

export const handler = listEntriesHandler(initializeDI(transcriptBindings));
