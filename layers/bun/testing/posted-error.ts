import { expect } from "bun:test";
import type { RecordedRequest } from "./runtime-api-stand-in.ts";

export interface PostedError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

/** The error that was posted in place of a response. */
export function errorOf(post: RecordedRequest): PostedError {
  expect(post.endpoint).toBe("error");
  return JSON.parse(post.text);
}

/** The error that a streamed response ended with. */
export function trailerErrorOf(post: RecordedRequest): PostedError {
  expect(post.endpoint).toBe("response");
  return JSON.parse(Buffer.from(post.trailers.get("lambda-runtime-function-error-body") ?? "", "base64").toString());
}
