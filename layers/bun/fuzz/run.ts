import { parseArgs } from "node:util";
import { positiveInteger, positiveNumber } from "../number-option.ts";
import { runMain } from "../run-main.ts";
import { UsageError } from "../usage-error.ts";
import type { FuzzOutcome, FuzzProperty } from "./fuzz-property.ts";
import { fuzzProperties } from "./properties.ts";

const help = `Tries the runtime's parsers and encoders with inputs that nobody has thought of.

Usage: bun run fuzz [options]

  --runs N         runs of each property (10000 where neither this nor --minutes is given)
  --minutes N      for so long, in rounds over all properties
  --seed S         where to begin; random by default and printed
  --only TEXT      only properties whose name contains it
  --path P         with --seed and --only: the counterexample that a run has printed
  --help           this text

The exit code is 1 when a property does not hold.
`;

/** Runs of each property in one round of a run that is bounded by time. */
const runsPerRound = 1000;
const maxSeed = 2 ** 31;

interface Plan {
  readonly properties: readonly FuzzProperty[];
  readonly runs: number;
  readonly minutes: number | undefined;
  readonly seed: number;
  readonly path: string | undefined;
}

/** @throws UsageError for arguments that mean nothing. */
function readPlan(args: readonly string[]): Plan | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      runs: { type: "string", default: "10000" },
      minutes: { type: "string" },
      seed: { type: "string" },
      only: { type: "string", default: "" },
      path: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return undefined;
  const properties = fuzzProperties.filter(({ name }) => name.includes(values.only));
  if (properties.length === 0) throw new UsageError(`--only ${values.only}: no property has this in its name.`);
  return {
    properties,
    runs: positiveInteger("--runs", values.runs),
    minutes: values.minutes === undefined ? undefined : positiveNumber("--minutes", values.minutes),
    seed:
      values.seed === undefined
        ? 1 + Math.trunc(Math.random() * (maxSeed - 1))
        : positiveInteger("--seed", values.seed),
    path: values.path,
  };
}

/** Whether every property held. */
async function fuzz({ properties, runs, minutes, seed, path }: Plan): Promise<boolean> {
  const end = minutes === undefined ? undefined : Date.now() + minutes * 60_000;
  const failed = new Set<FuzzProperty>();
  const done = new Map(properties.map((property) => [property, 0]));
  console.log(`seed ${seed}`);
  for (let round = 0; ; round++) {
    for (const property of properties.filter((candidate) => !failed.has(candidate))) {
      const timeLimit = end === undefined ? {} : { timeLimit: Math.max(1, end - Date.now()) };
      const limits = { runs: end === undefined ? runs : runsPerRound, seed: (seed + round) % maxSeed, ...timeLimit };
      const outcome = await property.check({ ...limits, ...(path !== undefined && { path }) });
      done.set(property, (done.get(property) ?? 0) + outcome.runs);
      if (outcome.holds) continue;
      failed.add(property);
      console.error(describeFailure(property, outcome));
    }
    if (end === undefined || Date.now() >= end || failed.size === properties.length) break;
  }
  for (const [property, count] of done) {
    console.log(`${failed.has(property) ? "✗" : "✓"} ${String(count).padStart(9)} runs  ${property.name}`);
  }
  return failed.size === 0;
}

function describeFailure({ name }: FuzzProperty, { seed, path, report }: FuzzOutcome): string {
  const again = `bun run fuzz --only '${name}' --seed ${seed} --path ${path}`;
  return `✗ ${name}\n${report}\nAgain: ${again}\n`;
}

await runMain(async (args) => {
  const plan = readPlan(args);
  if (plan === undefined) console.log(help);
  else if (!(await fuzz(plan))) process.exitCode = 1;
});
