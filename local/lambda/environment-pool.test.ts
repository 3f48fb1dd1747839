import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { EnvironmentPool, type PooledEnvironment } from "./environment-pool.ts";
import type { InvocationResult } from "./invocation-result.ts";

const poolLimits = { maxEnvironments: 3, maxWaiting: 2, idleMs: 60_000 };

/** An environment without a process, whose invocations end when the test says so. */
class FakeEnvironment implements PooledEnvironment {
  readonly version: number;
  readonly ended: Promise<void>;
  readonly #end = Promise.withResolvers<void>();
  #running: ((result: InvocationResult) => void) | undefined;
  #gone = false;

  constructor(version: number) {
    this.version = version;
    this.ended = this.#end.promise;
  }

  get available(): boolean {
    return !this.#gone && this.#running === undefined;
  }

  get busy(): boolean {
    return this.#running !== undefined;
  }

  invoke(event: Uint8Array): Promise<InvocationResult> {
    if (!this.available) throw new TypeError("Not available.");
    return new Promise((resolve) => {
      this.#running = (result) => resolve({ ...result, requestId: String(event[0]) });
    });
  }

  /** Answers what runs. */
  finish(): void {
    this.#settle("success");
  }

  /** Ends it, and with it what runs. */
  crash(): void {
    this.#gone = true;
    this.#settle("function-error");
    this.#end.resolve();
  }

  async kill(): Promise<void> {
    this.crash();
    await this.ended;
  }

  #settle(status: "success" | "function-error"): void {
    const running = this.#running;
    this.#running = undefined;
    running?.({ status, requestId: "", payload: new Uint8Array() });
  }
}

/** A pool of fake environments, and what came of each invocation. */
class World {
  readonly environments: FakeEnvironment[] = [];
  readonly outcomes: (InvocationResult | "refused" | undefined)[] = [];
  readonly pool: EnvironmentPool;
  version = 0;
  readonly #pending: Promise<void>[] = [];

  constructor(limits = poolLimits) {
    this.pool = new EnvironmentPool(() => {
      const environment = new FakeEnvironment(this.version);
      this.environments.push(environment);
      return environment;
    }, limits);
  }

  get busy(): FakeEnvironment[] {
    return this.environments.filter((environment) => environment.busy);
  }

  get open(): number {
    return this.outcomes.filter((outcome) => outcome === undefined).length;
  }

  invoke(): void {
    this.#pending.push(this.#invoke(this.outcomes.push(undefined) - 1));
  }

  retire(): void {
    this.version += 1;
    this.#pending.push(this.pool.retire());
  }

  /** Resolves when everything that can happen without the test has happened. */
  async settle(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
  }

  async end(): Promise<void> {
    await this.pool.close();
    await Promise.all(this.#pending);
  }

  async #invoke(index: number): Promise<void> {
    this.outcomes[index] = (await this.pool.invoke(new Uint8Array([index]))) ?? "refused";
  }
}

type Step = { readonly kind: "invoke" | "retire" } | { readonly kind: "finish" | "crash"; readonly which: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Step>({ kind: "invoke" }) },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: "retire" }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("finish" as const), which: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("crash" as const), which: fc.nat(9) }) },
);

function take(world: World, step: Step): void {
  if (step.kind === "invoke") world.invoke();
  if (step.kind === "retire") world.retire();
  if (step.kind === "finish") world.busy[step.which % world.busy.length]?.finish();
  if (step.kind === "crash") world.environments[step.which % world.environments.length]?.crash();
}

test("whatever happens, the limits hold, nothing is lost and nothing runs on old code", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const world = new World();
      for (const step of steps) {
        const busyBefore = new Set(world.busy);
        const openBefore = world.open;
        take(world, step);
        await world.settle();

        const expectedBusy = Math.min(world.open, poolLimits.maxEnvironments);
        expect(world.busy.length).toBe(expectedBusy);
        expect(world.pool.size).toBeLessThanOrEqual(poolLimits.maxEnvironments);
        const begun = world.busy.filter((environment) => !busyBefore.has(environment));
        expect(begun.every(({ version }) => version === world.version)).toBe(true);
        const refused = step.kind === "invoke" && world.outcomes.at(-1) === "refused";
        expect(refused).toBe(
          step.kind === "invoke" && openBefore === poolLimits.maxEnvironments + poolLimits.maxWaiting,
        );
      }
      await world.end();

      expect(world.open).toBe(0);
      expect(world.pool.size).toBe(0);
      expect(world.environments.some(({ busy, available }) => busy || available)).toBe(false);
      for (const [index, outcome] of world.outcomes.entries()) {
        if (typeof outcome === "object") expect(outcome.requestId).toBe(String(index));
      }
    }),
    { numRuns: 200 },
  );
});

test("the environment that was used last is used next", async () => {
  const world = new World();
  world.invoke();
  world.invoke();
  await world.settle();
  const [first, second] = world.environments;
  second?.finish();
  await world.settle();
  first?.finish();
  await world.settle();

  world.invoke();
  await world.settle();

  expect(world.busy).toEqual(first === undefined ? [] : [first]);
  await world.end();
});

test("who waits has its turn in the order of arrival", async () => {
  const world = new World({ ...poolLimits, maxEnvironments: 1 });
  for (let n = 0; n < 3; n += 1) world.invoke();
  await world.settle();

  for (let n = 0; n < 3; n += 1) {
    world.busy[0]?.finish();
    await world.settle();
    expect(world.open).toBe(2 - n);
    expect(world.outcomes[n]).toMatchObject({ status: "success", requestId: String(n) });
  }
  await world.end();
});

test("an idle environment ends after its idle time", async () => {
  const world = new World({ ...poolLimits, idleMs: 1 });
  world.invoke();
  await world.settle();
  world.busy[0]?.finish();

  await world.environments[0]?.ended;
  await world.settle();

  expect(world.pool.size).toBe(0);
});

test("retiring waits for what still runs", async () => {
  const world = new World();
  world.invoke();
  await world.settle();
  let retired = false;

  const retirement = world.pool.retire().then(() => {
    retired = true;
    return retired;
  });
  await world.settle();
  expect(retired).toBe(false);
  world.busy[0]?.finish();

  expect(await retirement).toBe(true);
});
