import type { NamedFunction } from "../manifest/function.ts";

/**
 * Streams a transcript whole, as the route `getTranscript` gives it in parts: an HTTP API passes an answer on only when it
 * is complete, of 6 MB at most. Lambda streams 200 MB at most, the first 6 at once and then 2 MB a second; a reader of more
 * goes on with `after`. It is for programs within the AWS account.
 *
 * Source: AWS documentation, "Response streaming for Lambda functions".
 */
export const streamTranscript: NamedFunction = {
  name: "streamTranscript",
  handler: "functions/entries/stream-transcript.handler",
  tables: [{ table: "Sessions", actions: ["BatchGetItem", "GetItem", "Query"] }],
  memoryMB: 1024,
  timeoutSeconds: 300,
  url: { authorization: "iam", invokeMode: "RESPONSE_STREAM" },
};
