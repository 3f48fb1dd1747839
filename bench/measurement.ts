import { median } from "./statistics.ts";

/** One quantity that is measured of every runtime. */
export interface Metric {
  readonly name: string;
  readonly unit: string;
  readonly better: "less" | "more";
  /** Digits behind the decimal point. */
  readonly digits: number;
}

/** Samples of one metric, by the runtime's name. A runtime that has none was not measured. */
export interface Measurement {
  readonly metric: Metric;
  readonly samples: ReadonlyMap<string, readonly number[]>;
}

/**
 * How many times better the one runtime does than the other, by medians; below 1 it does worse. Undefined where one of
 * them was not measured.
 */
export function timesBetter({ metric, samples }: Measurement, one: string, other: string): number | undefined {
  const [ours, theirs] = [samples.get(one), samples.get(other)];
  if (!ours?.length || !theirs?.length) return undefined;
  const ratio = median(theirs) / median(ours);
  return metric.better === "less" ? ratio : 1 / ratio;
}

export function medianOf({ samples }: Measurement, runtime: string): number | undefined {
  const values = samples.get(runtime);
  return values?.length ? median(values) : undefined;
}

export function milliseconds(name: string): Metric {
  return { name, unit: "ms", better: "less", digits: 1 };
}

export function megabytes(name: string): Metric {
  return { name, unit: "MB", better: "less", digits: 0 };
}
