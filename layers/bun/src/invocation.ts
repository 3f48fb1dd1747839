/** One invocation as `GET /runtime/invocation/next` hands it out. */
export interface Invocation {
  readonly requestId: string;
  /** `Lambda-Runtime-Invocation-Id`: echoed on this invocation's response or error, and only if it came. */
  readonly invocationId: string | undefined;
  /** Epoch milliseconds as text, unchecked. */
  readonly deadlineMs: string | undefined;
  readonly invokedFunctionArn: string | undefined;
  readonly traceId: string | undefined;
  /** JSON text, unchecked. */
  readonly clientContext: string | undefined;
  /** JSON text, unchecked. */
  readonly cognitoIdentity: string | undefined;
  readonly tenantId: string | undefined;
  /** The event: JSON in UTF-8, unchecked. */
  readonly event: Uint8Array;
}
