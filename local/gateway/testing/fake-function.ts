import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type { Invocable, InvocationResult } from "../../lambda/invocation-result.ts";

/** A function in the test's own process that remembers the events it got. */
export class FakeFunction implements Invocable {
  readonly events: APIGatewayProxyEventV2[] = [];
  readonly #handler: (event: APIGatewayProxyEventV2) => unknown;

  /** What the handler returns or resolves to becomes the result, as JSON. */
  constructor(handler: (event: APIGatewayProxyEventV2) => unknown) {
    this.#handler = handler;
  }

  /** The newest event. */
  get event(): APIGatewayProxyEventV2 {
    const event = this.events.at(-1);
    if (event === undefined) throw new Error("The function was not invoked.");
    return event;
  }

  async invoke(event: Uint8Array): Promise<InvocationResult> {
    const parsed = JSON.parse(new TextDecoder().decode(event)) as APIGatewayProxyEventV2;
    this.events.push(parsed);
    const payload = new TextEncoder().encode(JSON.stringify(await this.#handler(parsed)));
    return { status: "success", requestId: parsed.requestContext.requestId, payload };
  }
}

/** A function whose every invocation ends as `outcome` says. */
export function functionEndingAs(outcome: InvocationResult): Invocable {
  return { invoke: () => Promise.resolve(outcome) };
}

/** A function that posts these bytes as its result. */
export function functionPosting(payload: string): Invocable {
  return functionEndingAs({ status: "success", requestId: "1", payload: new TextEncoder().encode(payload) });
}
