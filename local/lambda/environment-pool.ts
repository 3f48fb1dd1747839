import type { InvocationResult, InvokeOptions } from "./invocation-result.ts";

/** What the pool needs of an environment: see `ExecutionEnvironment`. */
export interface PooledEnvironment {
  /** True when it can take an invocation. */
  readonly available: boolean;
  /** Resolves when it is of no more use and nothing of it runs. */
  readonly ended: Promise<void>;
  invoke(event: Uint8Array, options?: InvokeOptions): Promise<InvocationResult>;
  /** Ends it at once; resolves with `ended`. */
  kill(): Promise<void>;
}

export interface PoolLimits {
  /** At most so many environments, so at most so many invocations at once. */
  readonly maxEnvironments: number;
  /** At most so many invocations wait for an environment. */
  readonly maxWaiting: number;
  /** An environment that has had nothing to do for so long is ended, in milliseconds. */
  readonly idleMs: number;
}

/**
 * The environments of one function. An invocation gets the idle one that was used last, else a new one, else it waits its
 * turn; when too many wait it is refused. Lambda never lets a synchronous invocation wait but throttles at once: on one
 * machine the limit is that of the machine, not of an account, and a burst of requests should not fail by it.
 */
export class EnvironmentPool {
  readonly #limits: PoolLimits;
  /** Every environment that has not ended. */
  readonly #environments = new Set<PooledEnvironment>();
  /** The one used last stands at the end. */
  readonly #idle: PooledEnvironment[] = [];
  readonly #reapers = new Map<PooledEnvironment, NodeJS.Timeout>();
  readonly #waiting: ((admitted: boolean) => void)[] = [];
  readonly #outdated = new WeakSet<PooledEnvironment>();
  readonly #create: () => PooledEnvironment;
  #busy = 0;
  #closed = false;

  constructor(create: () => PooledEnvironment, limits: PoolLimits) {
    this.#create = create;
    this.#limits = limits;
  }

  /** How many environments there are. */
  get size(): number {
    return this.#environments.size;
  }

  /** Runs an invocation in an environment; undefined when it is refused, because too many wait or the pool is closed. */
  async invoke(event: Uint8Array, options?: InvokeOptions): Promise<InvocationResult | undefined> {
    if (!(await this.#admit())) return undefined;
    const environment = this.#takeIdle() ?? this.#start();
    try {
      return await environment.invoke(event, options);
    } finally {
      await this.#giveBack(environment);
      this.#release();
    }
  }

  /**
   * From now on no invocation begins in an environment of before. Resolves when those have ended, each after the invocation
   * that runs in it.
   */
  async retire(): Promise<void> {
    const outdated = [...this.#environments];
    for (const environment of outdated) this.#outdated.add(environment);
    await Promise.all(this.#idle.splice(0).map((environment) => this.#kill(environment)));
    await Promise.all(outdated.map((environment) => environment.ended));
  }

  /** Refuses what waits and what comes, kills every environment and resolves when all have ended. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const admit of this.#waiting.splice(0)) admit(false);
    this.#idle.length = 0;
    await Promise.all([...this.#environments].map((environment) => this.#kill(environment)));
  }

  async #admit(): Promise<boolean> {
    if (this.#closed) return false;
    if (this.#busy < this.#limits.maxEnvironments) {
      this.#busy += 1;
      return true;
    }
    if (this.#waiting.length >= this.#limits.maxWaiting) return false;
    const turn = Promise.withResolvers<boolean>();
    this.#waiting.push(turn.resolve);
    return turn.promise;
  }

  /** Lets the next invocation have this one's place. */
  #release(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#busy -= 1;
    else next(true);
  }

  #takeIdle(): PooledEnvironment | undefined {
    const environment = this.#idle.pop();
    if (environment === undefined) return undefined;
    clearTimeout(this.#reapers.get(environment));
    // One whose process has just ended may not have been taken out yet.
    return environment.available ? environment : this.#takeIdle();
  }

  #start(): PooledEnvironment {
    const environment = this.#create();
    this.#environments.add(environment);
    void environment.ended.then(() => this.#forget(environment));
    return environment;
  }

  async #giveBack(environment: PooledEnvironment): Promise<void> {
    if (this.#closed || !environment.available || this.#outdated.has(environment)) {
      return this.#kill(environment);
    }
    this.#idle.push(environment);
    const reaper = setTimeout(() => {
      this.#idle.splice(this.#idle.indexOf(environment), 1);
      void this.#kill(environment);
    }, this.#limits.idleMs);
    reaper.unref();
    this.#reapers.set(environment, reaper);
  }

  async #kill(environment: PooledEnvironment): Promise<void> {
    clearTimeout(this.#reapers.get(environment));
    await environment.kill();
  }

  #forget(environment: PooledEnvironment): void {
    clearTimeout(this.#reapers.get(environment));
    this.#reapers.delete(environment);
    this.#environments.delete(environment);
    const index = this.#idle.indexOf(environment);
    if (index !== -1) this.#idle.splice(index, 1);
  }
}
