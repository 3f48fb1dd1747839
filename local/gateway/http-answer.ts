/** What goes back to the client. A name may appear several times in `headers` (`Set-Cookie`). */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
}

/** An answer of the gateway itself: JSON with one `message`, as API Gateway's own errors have it. */
export function messageAnswer(status: number, message: string): HttpAnswer {
  return {
    status,
    headers: [["Content-Type", "application/json"]],
    body: new TextEncoder().encode(JSON.stringify({ message })),
  };
}
