import * as fc from "fast-check";
import type { Endpoint } from "./endpoint.ts";
import { type Answer, exchange, type SentRequest, type Target, toRequest } from "./exchange.ts";
import { Memory } from "./memory.ts";
import { type Step, StepMaker } from "./step.ts";
import { replayViolations, violations } from "./violations.ts";
import type { Schemas } from "../schema-containment.ts";

/** A request whose answer was not as it must be. */
export class Violation extends Error {
  override readonly name = "Violation";

  constructor(step: Step, request: SentRequest, answer: Answer, reasons: readonly string[]) {
    const body = typeof request.body === "string" ? request.body.slice(0, 2000) : (request.body?.toHex() ?? "");
    const lines = [
      `${step.endpoint.operation.operationId} (${step.intention}, ${step.credentials} credentials)`,
      ...reasons.map((reason) => `  ${reason.slice(0, 2000)}`),
      `  ${request.method} ${request.path}`,
      ...Object.entries(request.headers)
        .filter(([name]) => name !== "authorization")
        .map(([name, value]) => `  ${name}: ${value}`),
      ...(body === "" ? [] : [`  ${body}`]),
      `  answer: ${answer.status} ${answer.headers.get("x-request-id") ?? ""}`,
    ];
    super(lines.join("\n"));
  }
}

/** How often each operation gave each status. */
export type Tally = ReadonlyMap<string, ReadonlyMap<number, number>>;

export interface Plan {
  readonly endpoints: readonly Endpoint[];
  readonly components: Schemas;
  readonly target: Target;
  readonly seed: number;
  /** Sequences of requests. */
  readonly runs: number;
  /** Requests in a sequence, besides those that create something first. */
  readonly length: number;
}

export interface Outcome {
  readonly requests: number;
  readonly tally: Tally;
  /** The shortest sequence found that ends in a violation. */
  readonly failure?: string;
}

/**
 * Sends sequences of requests, each of which creates things and then uses them, and checks every answer. The same seed
 * gives the same sequences, up to the ids that the API itself gives out.
 */
export async function fuzz({ endpoints, components, target, seed, runs, length }: Plan): Promise<Outcome> {
  const tally = new Map<string, Map<number, number>>();
  let requests = 0;

  async function run(steps: readonly Step[]): Promise<void> {
    const memory = new Memory();
    for (const step of steps) {
      const request = toRequest(step, memory, target);
      const answer = await send(step, request);
      learn(memory, request, answer);
      if (!step.twice) continue;
      const again = await send(step, request);
      if (!("idempotency-key" in request.headers)) continue;
      const reasons = replayViolations(answer, again);
      if (reasons.length > 0) throw new Violation(step, request, again, reasons);
    }
  }

  async function send(step: Step, request: SentRequest): Promise<Answer> {
    const answer = await exchange(request, target);
    requests += 1;
    count(tally, step.endpoint.operation.operationId, answer.status);
    const reasons = violations(step, answer);
    if (reasons.length > 0) throw new Violation(step, request, answer, reasons);
    return answer;
  }

  const result = await fc.check(fc.asyncProperty(sequences(endpoints, components, length), run), {
    seed,
    numRuns: runs,
    // A shorter sequence is easier to read, but each try costs requests.
    interruptAfterTimeLimit: 10 * 60_000,
    markInterruptAsFailure: false,
  });
  const { errorInstance } = result;
  if (!result.failed) return { requests, tally };
  const failure =
    errorInstance instanceof Error ? (errorInstance.stack ?? errorInstance.message) : String(errorInstance);
  return { requests, tally, failure: errorInstance instanceof Violation ? errorInstance.message : failure };
}

/** First what can be created, in the document's order, then anything. */
function sequences(endpoints: readonly Endpoint[], components: Schemas, length: number): fc.Arbitrary<readonly Step[]> {
  const maker = new StepMaker(components, endpoints);
  const creations = endpoints.filter(({ operation }) => "201" in operation.responses);
  const any = endpoints.flatMap((endpoint) => [
    { arbitrary: maker.valid(endpoint), weight: 5 },
    { arbitrary: maker.unauthorized(endpoint), weight: 1 },
    { arbitrary: maker.invalid(endpoint), weight: 4 },
  ]);
  return fc
    .tuple(
      fc.tuple(...creations.map((endpoint) => maker.valid(endpoint))),
      fc.array(fc.oneof(...any), { minLength: length, maxLength: length }),
    )
    .map(([first, then]) => first.concat(then));
}

function learn(memory: Memory, { method, path }: SentRequest, answer: Answer): void {
  if (answer.status >= 300) return;
  if (method === "DELETE") memory.forget(path);
  else memory.learn(path, answer);
}

function count(tally: Map<string, Map<number, number>>, operationId: string, status: number): void {
  const statuses = tally.get(operationId) ?? new Map<number, number>();
  statuses.set(status, (statuses.get(status) ?? 0) + 1);
  tally.set(operationId, statuses);
}
