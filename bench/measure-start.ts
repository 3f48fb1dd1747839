import type { Bench } from "./bench.ts";
import { timeBareStart, type BareStart } from "./bare-start.ts";
import { coldStartWithCost, type ColdStart, type ColdStartCost } from "./cold-start.ts";
import { milliseconds, megabytes, type Measurement, type Metric } from "./measurement.ts";
import { interleave } from "./rounds.ts";
import type { HandlerName, Side } from "./sides.ts";

export interface StartOptions {
  readonly bench: Bench;
  readonly sides: readonly Side[];
  readonly bareStarts: readonly BareStart[];
  readonly rounds: number;
  readonly onRound?: (round: number) => void;
  /** Called before each start with the files that it reads. */
  readonly prepare?: (files: readonly string[]) => void;
}

/** Everything about starting; `init` holds the bare starts as well. */
export interface StartMeasurements {
  readonly init: Measurement;
  readonly emptyResponse: Measurement;
  readonly itemResponse: Measurement;
  readonly itemCpu: Measurement;
  readonly itemMemory: Measurement;
  readonly itemDiskRead: Measurement;
}

type Sample = ColdStart & ColdStartCost;

interface Subject {
  readonly name: string;
  readonly handler: HandlerName | undefined;
  readonly start: () => Promise<Sample | { readonly init: number }>;
}

export async function measureStart(options: StartOptions): Promise<StartMeasurements> {
  const { bench, sides, bareStarts, rounds, onRound, prepare = () => undefined } = options;
  const handlers = ["empty", "get-item"] as const;
  const runtimes = sides.flatMap(({ name, files, launches }) =>
    handlers.map((handler): Subject => {
      const launch = launches[handler];
      const start = (): Promise<Sample> => {
        prepare([...files, launch.taskRoot]);
        return coldStartWithCost(bench, launch);
      };
      return { name, handler, start };
    }),
  );
  const bare = bareStarts.map((program): Subject => {
    const start = async (): Promise<{ init: number }> => {
      prepare(program.files);
      return { init: await timeBareStart(program) };
    };
    return { name: program.name, handler: undefined, start };
  });

  const samples = await interleave([...runtimes, ...bare], rounds, ({ start }) => start(), onRound);
  const select = (metric: Metric, handler: HandlerName, key: keyof Sample): Measurement => {
    const chosen = [...samples].filter(([subject]) => subject.handler === handler);
    return { metric, samples: new Map(chosen.map(([{ name }, taken]) => [name, valuesOf(taken, key)])) };
  };
  const init = select(milliseconds("spawn to first GET next"), "empty", "init");
  const bareSamples = [...samples].filter(([{ handler }]) => handler === undefined);
  return {
    init: {
      metric: init.metric,
      samples: new Map([
        ...init.samples,
        ...bareSamples.map(([{ name }, taken]) => [name, valuesOf(taken, "init")] as const),
      ]),
    },
    emptyResponse: select(milliseconds("spawn to first response, empty handler"), "empty", "response"),
    itemResponse: select(milliseconds("spawn to first response, DynamoDB GetItem"), "get-item", "response"),
    itemCpu: select(milliseconds("CPU of that start"), "get-item", "cpu"),
    itemMemory: select(megabytes("memory of that start"), "get-item", "memory"),
    itemDiskRead: select(megabytes("read from disk"), "get-item", "diskRead"),
  };
}

function valuesOf(samples: readonly (Sample | { readonly init: number })[], key: keyof Sample): readonly number[] {
  return samples.flatMap((sample) => {
    const value: unknown = Reflect.get(sample, key);
    return typeof value === "number" ? [value] : [];
  });
}
