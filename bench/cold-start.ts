import type { Bench } from "./bench.ts";
import type { Launch } from "./sandbox.ts";

/** One cold start. Times are in milliseconds from just before the spawn. */
export interface ColdStart {
  /** To the first GET next: the environment is initialised. */
  readonly init: number;
  /** To the first response. */
  readonly response: number;
}

/** What a cold start took besides time. */
export interface ColdStartCost {
  /** CPU time until after the response, in milliseconds. */
  readonly cpu: number;
  /** Largest resident set, in megabytes. */
  readonly memory: number;
  /** Megabytes read from disk. */
  readonly diskRead: number;
}

/** Starts the runtime, invokes the handler once and ends it. */
export async function coldStart(bench: Bench, launch: Launch): Promise<ColdStart> {
  await using sandbox = bench.start(launch);
  const { firstNext, responded } = await sandbox.invoke(invocationEvent);
  return { init: firstNext - sandbox.spawned, response: responded - sandbox.spawned };
}

/** The same, and what it took. Linux only. */
export async function coldStartWithCost(bench: Bench, launch: Launch): Promise<ColdStart & ColdStartCost> {
  await using sandbox = bench.start(launch);
  const { firstNext, responded } = await sandbox.invoke(invocationEvent);
  const { memory, diskRead } = sandbox;
  const cpu = await sandbox.end();
  return { init: firstNext - sandbox.spawned, response: responded - sandbox.spawned, cpu, memory, diskRead };
}

const invocationEvent = JSON.stringify({ id: "1" });
