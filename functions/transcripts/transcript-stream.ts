import type { NamedFunction } from "../manifest/function.ts";

/**
 * Streams a transcript whole, whatever its size, as the route `getTranscript` gives it in parts: an HTTP API passes an
 * answer on only when it is complete, of 6 MB at most. It is for programs within the AWS account.
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
