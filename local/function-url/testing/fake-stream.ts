import type { LambdaFunctionURLEvent } from "aws-lambda";
import type { InvocationResult, StreamInvocable } from "../../lambda/invocation-result.ts";
import type { ResponseSink } from "../../lambda/response-sink.ts";

/** Writes a response, and may give another outcome than a success. */
type Behaviour = (
  sink: ResponseSink,
  event: LambdaFunctionURLEvent,
) => Promise<Pick<InvocationResult, "status"> | undefined | void>;

/** A function in the test's own process that streams. */
export class FakeStream implements StreamInvocable {
  readonly events: LambdaFunctionURLEvent[] = [];
  readonly #behaviour: Behaviour;

  constructor(behaviour: Behaviour) {
    this.#behaviour = behaviour;
  }

  async invokeWithResponseStream(event: Uint8Array, sink: ResponseSink, requestId: string): Promise<InvocationResult> {
    const parsed = JSON.parse(new TextDecoder().decode(event)) as LambdaFunctionURLEvent;
    this.events.push(parsed);
    const { status } = (await this.#behaviour(sink, parsed)) ?? { status: "success" };
    return { status, requestId, payload: new Uint8Array() };
  }
}

/** The content type of a response with a prelude. */
export const integrationResponse = "application/vnd.awslambda.http-integration-response";

/** A prelude as a runtime writes it. */
export function prelude(metadata: unknown): Uint8Array {
  return Buffer.concat([Buffer.from(JSON.stringify(metadata)), Buffer.alloc(8)]);
}

export function text(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}

/** A function that answers with a prelude and these chunks. */
export function answering(metadata: unknown, ...chunks: readonly string[]): FakeStream {
  return new FakeStream(async (sink) => {
    sink.begin(integrationResponse);
    await sink.write(prelude(metadata));
    for (const chunk of chunks) await sink.write(text(chunk));
  });
}
