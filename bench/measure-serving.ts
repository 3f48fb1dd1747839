import type { Bench } from "./bench.ts";
import { megabytes, milliseconds, type Measurement, type Metric } from "./measurement.ts";
import { interleave } from "./rounds.ts";
import type { HandlerName, Side } from "./sides.ts";

export interface ServingOptions {
  readonly bench: Bench;
  readonly sides: readonly Side[];
  readonly rounds: number;
  readonly onRound?: (round: number) => void;
}

/** A load of one event after the other, on a runtime that has served some already. */
interface Load {
  readonly handler: HandlerName;
  readonly event: string;
  /** Invocations before those that count. */
  readonly warmUp: number;
  readonly invocations: number;
}

interface Sample {
  /** Of all counted invocations. */
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** Megabytes. */
  readonly memory: number;
  readonly responseBytes: number;
}

export interface WarmMeasurements {
  readonly rate: Measurement;
  readonly cpu: Measurement;
  readonly memory: Measurement;
}

/** An event of 1 KB that comes back. */
export async function measureEcho(options: ServingOptions): Promise<WarmMeasurements> {
  const event = JSON.stringify({ id: "1", text: "x".repeat(1024 - '{"id":"1","text":""}'.length) });
  return measureWarm("1 KB echo", options, { handler: "echo", event, warmUp: 3_000, invocations: 20_000 });
}

/** A DynamoDB GetItem each. */
export async function measureGetItem(options: ServingOptions): Promise<WarmMeasurements> {
  const event = JSON.stringify({ id: "1" });
  return measureWarm("GetItem", options, { handler: "get-item", event, warmUp: 600, invocations: 2_000 });
}

async function measureWarm(name: string, options: ServingOptions, load: Load): Promise<WarmMeasurements> {
  const { invocations } = load;
  const samples = await serve(options, load);
  const rate = { name: `${name}, round trips`, unit: "per s", better: "more", digits: 0 } as const;
  const cpu = { name: `${name}, CPU per invocation`, unit: "µs", better: "less", digits: 0 } as const;
  return {
    rate: collect(rate, samples, ({ seconds }) => invocations / seconds),
    cpu: collect(cpu, samples, ({ cpuSeconds }) => (cpuSeconds * 1e6) / invocations),
    memory: collect(megabytes(`${name}, peak memory`), samples, ({ memory }) => memory),
  };
}

/** An event of 6 MB, many small objects, that comes back. */
export async function measurePayload(options: ServingOptions): Promise<readonly Measurement[]> {
  const load = { handler: "echo", event: largeEvent(), warmUp: 3, invocations: 10 } as const;
  const samples = await serve(options, load);
  return [
    collect(milliseconds("6 MB echo"), samples, ({ seconds }) => (seconds * 1000) / load.invocations),
    collect(megabytes("6 MB echo, peak memory"), samples, ({ memory }) => memory),
  ];
}

/** A response of 100 MB, streamed in chunks of 64 KiB to a reader that takes all. */
export async function measureStream(options: ServingOptions): Promise<readonly Measurement[]> {
  const event = JSON.stringify({ megabytes: 100 });
  const samples = await serve(options, { handler: "stream", event, warmUp: 1, invocations: 3 });
  const rate = { name: "100 MB streamed", unit: "MB/s", better: "more", digits: 0 } as const;
  return [
    collect(rate, samples, ({ responseBytes, seconds }) => responseBytes / 1e6 / seconds),
    collect(megabytes("100 MB streamed, peak memory"), samples, ({ memory }) => memory),
  ];
}

async function serve(options: ServingOptions, load: Load): Promise<Map<Side, Sample[]>> {
  const { bench, sides, rounds, onRound } = options;
  return await interleave(sides, rounds, (side) => serveOnce(bench, side, load), onRound);
}

async function serveOnce(bench: Bench, { launches }: Side, load: Load): Promise<Sample> {
  await using sandbox = bench.start(launches[load.handler]);
  await sandbox.invoke(load.event, load.warmUp);
  const cpuBefore = sandbox.cpuSeconds;
  const begin = performance.now();
  const { responded, bytes } = await sandbox.invoke(load.event, load.invocations);
  return {
    seconds: (responded - begin) / 1000,
    cpuSeconds: sandbox.cpuSeconds - cpuBefore,
    memory: sandbox.memory,
    responseBytes: bytes,
  };
}

function collect(
  metric: Metric,
  samples: ReadonlyMap<Side, readonly Sample[]>,
  value: (sample: Sample) => number,
): Measurement {
  return { metric, samples: new Map([...samples].map(([{ name }, taken]) => [name, taken.map(value)])) };
}

function largeEvent(): string {
  const entries = Array.from({ length: 55_000 }, (_, index) => ({
    id: `entry-${String(index).padStart(8, "0")}`,
    category: "Groceries and other things",
    amount: index + 0.25,
    tags: ["weekly", "shared"],
  }));
  return JSON.stringify(entries);
}
