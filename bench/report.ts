import { barChart, type BarPanel } from "./bar-chart.ts";
import { emptyScript } from "./bare-start.ts";
import { markdownTable } from "./markdown-table.ts";
import { medianOf, timesBetter, type Measurement, type Metric } from "./measurement.ts";
import { layer, nodeRic } from "./sides.ts";
import { median, middleHalf } from "./statistics.ts";

/** Measurements that are shown in one table, a column each. */
export interface Section {
  readonly id: SectionId;
  readonly title: string;
  readonly text: string;
  readonly measurements: readonly Measurement[];
}

export type SectionId = "start" | "cold" | "echo" | "item" | "payload" | "stream";

/** Medians, and in brackets how many times better the layer is. */
export function sectionTable({ measurements }: Section): string {
  const runtimes = new Set(measurements.flatMap(({ samples }) => [...samples.keys()]));
  const row = (runtime: string): readonly string[] => measurements.map((measurement) => cell(measurement, runtime));
  return markdownTable(
    ["runtime", ...measurements.map(({ metric }) => `${metric.name}, ${metric.unit}`)],
    Array.from(runtimes, (runtime) => [runtime].concat(row(runtime))),
  );
}

function cell(measurement: Measurement, runtime: string): string {
  const value = medianOf(measurement, runtime);
  if (value === undefined) return "";
  const ratio = timesBetter(measurement, layer, runtime);
  const text = format(value, measurement.metric);
  return runtime === layer || ratio === undefined ? text : `${text} (${ratio.toFixed(ratio < 10 ? 2 : 1)}×)`;
}

function format(value: number, { digits }: Metric): string {
  const text = value.toFixed(digits);
  return digits === 0 ? text.replace(/\B(?=(\d{3})+$)/g, ",") : text;
}

/** What the layer shall reach, and what it reached. */
export function targetsTable(sections: readonly Section[]): string {
  const measured = (id: SectionId, column: number): Measurement | undefined =>
    sections.find((section) => section.id === id)?.measurements[column];
  const node = nodeRic(24);
  const bare = ratio(measured("start", 0), emptyScript);
  const rows: readonly [string, string, number | undefined, boolean][] = [
    [`first GET next against ${emptyScript}`, "at most 1.15×", bare && 1 / bare, (bare ?? 0) >= 1 / 1.15],
    atLeast(`first GET next, times faster than ${node}`, 5, ratio(measured("start", 0), node)),
    atLeast(`DynamoDB handler's first response, times faster than ${node}`, 5, ratio(measured("start", 2), node)),
    atLeast(`warm round trips against ${node}`, 1.5, ratio(measured("echo", 0), node)),
    atLeast(`CPU per warm invocation, times less than ${node}`, 1, ratio(measured("echo", 1), node)),
  ];
  return markdownTable(
    ["", "target", "measured", ""],
    rows.flatMap(([name, target, value, reached]) =>
      value === undefined ? [] : [[name, target, `${value.toFixed(2)}×`, reached ? "reached" : "missed"]],
    ),
  );
}

function ratio(measurement: Measurement | undefined, other: string): number | undefined {
  return measurement && timesBetter(measurement, layer, other);
}

function atLeast(
  name: string,
  target: number,
  value: number | undefined,
): [string, string, number | undefined, boolean] {
  return [name, target === 1 ? "more than 1×" : `at least ${target}×`, value, (value ?? 0) >= target];
}

/** The measurements that the targets are about, as bars of the medians with the middle half of the samples. */
export function chart(sections: readonly Section[]): string {
  const shown: readonly (readonly [SectionId, number])[] = [
    ["start", 0],
    ["start", 2],
    ["cold", 1],
    ["echo", 0],
    ["echo", 1],
    ["item", 0],
  ];
  const panels = shown.flatMap(([id, column]): BarPanel[] => {
    const section = sections.find((candidate) => candidate.id === id);
    const measurement = section?.measurements[column];
    return section && measurement
      ? [panel(`${measurement.metric.name}${id === "cold" ? ", cold page cache" : ""}`, measurement)]
      : [];
  });
  return barChart("Medians of the Bun layer and the Node runtimes, with the middle half of the samples", panels);
}

function panel(name: string, { metric, samples }: Measurement): BarPanel {
  const direction = metric.better === "less" ? "less is better" : "more is better";
  return {
    title: `${name} (${metric.unit}, ${direction})`,
    bars: [...samples].map(([runtime, values]) => ({
      label: runtime.replaceAll("`", ""),
      value: median(values),
      spread: middleHalf(values),
      text: format(median(values), metric),
      highlight: runtime === layer,
    })),
  };
}

/** The document, in the layout of oxfmt. */
export function report(sections: readonly Section[], method: string, plot: string): string {
  const parts = sections.flatMap((section) => [`## ${section.title}`, section.text, sectionTable(section)]);
  return `${[
    "# The runtime, measured",
    "`bun run bench` writes this page. It runs the compiled layer with deployed bundles beside AWS's own runtime interface\n" +
      "client (RIC) on Node, and prints medians; in brackets how many times better the layer is.",
    `![Medians of each runtime, with the middle half of the samples](${plot})`,
    "## Targets",
    targetsTable(sections),
    "What stands in the way of a missed one: [start-up-experiments.md](start-up-experiments.md).",
    ...parts,
    "## Method",
    method,
  ].join("\n\n")}\n`;
}
