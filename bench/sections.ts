import type { BareStart } from "./bare-start.ts";
import type { Bench } from "./bench.ts";
import { measureEcho, measureGetItem, measurePayload, measureStream } from "./measure-serving.ts";
import { measureStart } from "./measure-start.ts";
import type { Measurement } from "./measurement.ts";
import { evict } from "./page-cache.ts";
import type { Section, SectionId } from "./report.ts";
import type { Side } from "./sides.ts";
import { median } from "./statistics.ts";

export const sectionIds: readonly SectionId[] = ["start", "cold", "echo", "item", "payload", "stream"];

export interface SectionOptions {
  readonly bench: Bench;
  readonly sides: readonly Side[];
  readonly bareStarts: readonly BareStart[];
  /** Starts of each runtime; what takes longer is repeated less. */
  readonly rounds: number;
  readonly onProgress: (line: string) => void;
}

type Measure = (
  options: SectionOptions & { readonly onRound: (round: number) => void },
) => Promise<readonly Measurement[]>;

const sections: Readonly<Record<SectionId, { title: string; text: string; share: number; measure: Measure }>> = {
  start: {
    title: "Start",
    text:
      "From the spawn of the process, page cache warm. The bare starts end with the exit of a program that does nothing.\n" +
      "CPU time and the largest resident set are those until the DynamoDB handler's first response.",
    share: 1,
    measure: async (options) => {
      const { init, emptyResponse, itemResponse, itemCpu, itemMemory } = await measureStart(options);
      return [init, emptyResponse, itemResponse, itemCpu, itemMemory];
    },
  },
  cold: {
    title: "Start with a cold page cache",
    text:
      "The same after the system was made to forget the runtime's files and the bundle (`posix_fadvise`), so that they are\n" +
      "read from disk. The C library is shared with the rest of the machine and stays.",
    share: 0.4,
    measure: async (options) => {
      const { init, itemResponse, itemDiskRead } = await measureStart({ ...options, prepare: evict });
      return [init, itemResponse, itemDiskRead];
    },
  },
  echo: {
    title: "Warm: an event of 1 KB that comes back",
    text: "20,000 invocations one after the other, after 3,000 that do not count.",
    share: 0.2,
    measure: async (options) => {
      const { rate, cpu, memory } = await measureEcho(options);
      return [rate, cpu, memory];
    },
  },
  item: {
    title: "Warm: a DynamoDB GetItem each",
    text: "2,000 invocations one after the other, after 600 that do not count; DynamoDB is a stand-in on loopback.",
    share: 0.2,
    measure: async (options) => {
      const { rate, cpu, memory } = await measureGetItem(options);
      return [rate, cpu, memory];
    },
  },
  payload: {
    title: "A payload of 6 MB",
    text: "An array of 55,000 small objects that comes back, ten times one after the other.",
    share: 0.2,
    measure: measurePayload,
  },
  stream: {
    title: "A streamed response",
    text: "100 MB in chunks of 64 KiB, to a reader that takes them as fast as they come.",
    share: 0.2,
    measure: measureStream,
  },
};

/** Undefined when the section cannot be measured here; `onProgress` was told why in one line. */
export async function measureSection(id: SectionId, options: SectionOptions): Promise<Section | undefined> {
  const { title, text, share, measure } = sections[id];
  const rounds = Math.max(1, Math.round(options.rounds * share));
  const onRound = (round: number): void => options.onProgress(`${title}: round ${round} of ${rounds}`);
  const measurements = await measure({ ...options, rounds, onRound });
  if (
    id === "cold" &&
    measurements
      .at(-1)
      ?.samples.values()
      .every((values) => median(values) === 0)
  ) {
    options.onProgress(`${title}: left out, because this system keeps the files in memory.`);
    return undefined;
  }
  return { id, title, text, measurements };
}
