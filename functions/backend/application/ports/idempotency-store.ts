/** A request that the caller may send again, and then wants one effect and one answer of. */
export interface KeyedRequest {
  /** Whoever sent it; keys of different callers have nothing to do with each other. */
  readonly callerId: string;
  /** The caller's Idempotency-Key, of at least 16 characters. */
  readonly key: string;
  /** The same for requests that are the same, such as a hash. */
  readonly fingerprint: string;
  /** Of the invocation that answers it. */
  readonly invocationId: string;
  /** How long that invocation can last at most. */
  readonly leaseMilliseconds: number;
}

/** What is known of a request with a key. */
export type Claim =
  /** It is this invocation's to answer. `newId` is a UUID version 7, the same at every try. */
  | { readonly outcome: "claimed"; readonly newId: string }
  /** It was answered. */
  | { readonly outcome: "answered"; readonly answer: string }
  /** Another invocation answers it now. */
  | { readonly outcome: "in-flight" }
  /** The key was used for another request. */
  | { readonly outcome: "mismatch" };

/**
 * Remembers requests by their keys for 24 hours. A request that was claimed and neither answered nor released, as its
 * function was killed, can be claimed again once its lease is over: by then nothing of the first try runs any more.
 *
 * Any method may throw a ServiceUnavailableException.
 */
export interface IdempotencyStore {
  claim(request: KeyedRequest): Promise<Claim>;

  /**
   * Keeps the answer for every later try. One that is too large to be kept is released instead: a later try does the work
   * again, finds by `newId` what the first one made, and answers as that is then.
   */
  complete(request: KeyedRequest, answer: string): Promise<void>;

  /** Lets a later try claim the request at once. */
  release(request: KeyedRequest): Promise<void>;
}
