import { expect, test } from "bun:test";
import * as fc from "fast-check";
import type { IdempotencyStore } from "../../application/ports/idempotency-store.ts";
import { EmulatedStores } from "../../testing/emulated-stores.ts";
import { FixedClock } from "../../testing/fixed-clock.ts";
import { InMemoryIdempotencyStore } from "../../testing/in-memory-idempotency-store.ts";
import { UuidGenerator } from "../system/uuid-generator.ts";
import { DynamoDBIdempotencyStore } from "./dynamodb-idempotency-store.ts";
import { keyedRequest } from "./idempotency-store.contract.ts";

const stores = await EmulatedStores.start();

const invocation = fc.integer({ min: 0, max: 3 });

/** What invocations do with one key, and the time that passes, in any order: also too late, twice, or without a claim. */
const step = fc.oneof(
  fc.record({ kind: fc.constant("claim" as const), invocation, fingerprint: fc.constantFrom("a", "a", "a", "b") }),
  fc.record({ kind: fc.constant("complete" as const), invocation }),
  fc.record({ kind: fc.constant("release" as const), invocation }),
  fc.record({ kind: fc.constant("wait" as const), seconds: fc.constantFrom(1, 5, 10, 86_400) }),
);

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** What came of the claims: ids by the order in which they came up, as each store draws its own. */
async function outcomes(store: IdempotencyStore, clock: FixedClock, steps: readonly Step[]): Promise<unknown[]> {
  const seen: unknown[] = [];
  const ids: string[] = [];
  for (const next of steps) {
    if (next.kind === "wait") {
      clock.time = new Date(clock.time.getTime() + next.seconds * 1_000);
      continue;
    }
    const request = keyedRequest({ invocationId: `invocation-${next.invocation}` });
    if (next.kind === "complete") await store.complete(request, `answer of ${next.invocation}`);
    else if (next.kind === "release") await store.release(request);
    else {
      const claim = await store.claim({ ...request, fingerprint: next.fingerprint });
      if (claim.outcome === "claimed" && !ids.includes(claim.newId)) ids.push(claim.newId);
      seen.push(claim.outcome === "claimed" ? ids.indexOf(claim.newId) : claim);
    }
  }
  return seen;
}

test.skipIf(!stores.available)(
  "whatever invocations do in whatever order, the store does what its model does",
  async () => {
    const { client, tableName } = await stores.create();
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        runs += 1;
        const clock = new FixedClock("2026-01-02T03:04:05.678Z");
        const modelClock = new FixedClock("2026-01-02T03:04:05.678Z");
        const store = new DynamoDBIdempotencyStore(client, tableName("Idempotency"), clock, new UuidGenerator());
        const caller = `caller-${runs}`;
        const own: IdempotencyStore = {
          claim: (request) => store.claim({ ...request, callerId: caller }),
          complete: (request, answer) => store.complete({ ...request, callerId: caller }, answer),
          release: (request) => store.release({ ...request, callerId: caller }),
        };
        const model = new InMemoryIdempotencyStore(modelClock);
        expect(await outcomes(own, clock, steps)).toEqual(await outcomes(model, modelClock, steps));
      }),
      { numRuns: 150 },
    );
  },
);
