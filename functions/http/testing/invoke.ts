import type { HttpHandler } from "../define-handler.ts";
import { type EventValues, httpEvent } from "./http-event.ts";

export const requestId = "8f5c3a52-3f6a-4c33-9d2b-6a5d1a2b3c4d";

export interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  /** Parsed; undefined when there is none. */
  readonly body: unknown;
}

/** Calls a handler as Lambda does. */
export async function invoke(handler: HttpHandler, values: EventValues = {}): Promise<Answer> {
  const result = await handler(httpEvent(values), {
    awsRequestId: requestId,
    getRemainingTimeInMillis: () => 10_000,
  });
  return {
    status: result.statusCode,
    headers: result.headers ?? {},
    body: result.body === undefined ? undefined : JSON.parse(result.body),
  };
}
