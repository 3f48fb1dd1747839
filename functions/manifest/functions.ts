import { authorizer } from "./authorizer.ts";
import type { NamedFunction } from "./function.ts";
import { streamTranscript } from "../transcripts/transcript-stream.ts";
import { routes } from "./routes.ts";

/** Every Lambda function: one for each route, the authorizer, and the one that streams. */
export const functions: readonly NamedFunction[] = [
  ...routes.map((route) => Object.assign({ name: route.operationId }, route)),
  authorizer,
  streamTranscript,
];
