/**
 * Largest event of a synchronous invocation, in bytes.
 *
 * Source: AWS documentation, "Lambda quotas" (6 MB, request).
 */
export const maxEventBytes = 6_291_456;

/**
 * Largest buffered response, in bytes: 6 MiB and 100 bytes.
 *
 * Source: AWS documentation, "Lambda quotas", and the text of the service's own error message.
 */
export const maxResponseBytes = 6_291_556;

/**
 * Largest streamed response, in bytes. AWS raises it on request.
 *
 * Source: AWS documentation, "Lambda quotas" (200 MB, synchronous streamed response).
 */
export const maxStreamedResponseBytes = 200 * 1024 ** 2;

/** One attempt to run a function, as the Runtime API hands it to the runtime. */
export interface Invocation {
  /** UUID; the same for every attempt of one request. */
  readonly requestId: string;
  /** UUID of this attempt. */
  readonly invocationId: string;
  readonly functionArn: string;
  /** `Root=…;Parent=…;Sampled=0`: nothing is traced. */
  readonly tracingHeader: string;
  /** When the invocation times out, in milliseconds since the epoch. */
  readonly deadlineMs: number;
  /** The event: UTF-8 JSON, at most {@link maxEventBytes}. */
  readonly event: Uint8Array;
}
