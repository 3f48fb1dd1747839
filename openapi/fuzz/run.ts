import { parseArgs } from "node:util";
import type { ApiAddress } from "../../local/testing/test-api.ts";
import { isUsageError, UsageError } from "../usage-error.ts";
import { fuzz, type Outcome } from "./fuzzer.ts";
import { startSubject } from "./subject.ts";

const help = `Sends requests made from the OpenAPI document, valid and invalid, to the whole API and checks every answer:
no 5xx, status, headers and body as documented, nothing without the right token.

Usage: bun run fuzz:api [options]

  --requests N   at least so many requests (default 10000)
  --length N     requests in one sequence (default 40)
  --seed S       where to begin; random by default and printed
  --url URL      an API that runs already, such as that of bun run start; with the administrator's token in DRAHT_TOKEN
  --help         this text

Without --url the API runs without its processes, with DynamoDB in memory. The exit code is 1 when an answer is not as it must be; the
shortest sequence found that leads there is printed, and the seed finds it again.
`;

const defaultRequests = 10_000;
const defaultLength = 40;
/** Sequences between two lines of progress. */
const runsAtOnce = 25;
const maxSeed = 2 ** 31;

interface Options {
  readonly requests: number;
  readonly length: number;
  readonly seed: number;
  /** Absent: an API of its own. */
  readonly running: ApiAddress | undefined;
}

function readOptions(args: readonly string[]): Options | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      requests: { type: "string", default: String(defaultRequests) },
      length: { type: "string", default: String(defaultLength) },
      seed: { type: "string", default: String(1 + Math.trunc(Math.random() * (maxSeed - 1))) },
      url: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return undefined;
  return {
    requests: positiveInteger("--requests", values.requests),
    length: positiveInteger("--length", values.length),
    seed: positiveInteger("--seed", values.seed),
    running: values.url === undefined ? undefined : runningApi(values.url),
  };
}

function runningApi(url: string): ApiAddress {
  const adminToken = process.env["DRAHT_TOKEN"];
  if (adminToken !== undefined) return { url: url.replace(/\/+$/, ""), adminToken };
  throw new UsageError("--url needs the administrator's token in the variable DRAHT_TOKEN.");
}

function positiveInteger(name: string, text: string): number {
  if (/^[1-9]\d{0,9}$/.test(text)) return Number(text);
  throw new UsageError(`${name} is ${JSON.stringify(text)}, but must be a whole number from 1.`);
}

/** Whether every answer was as it must be. */
async function run({ requests: wanted, length, seed, running }: Options): Promise<boolean> {
  console.log(`seed ${seed}`);
  await using subject = await startSubject(running);
  const started = performance.now();
  const total = new Map<string, Map<number, number>>();
  let requests = 0;
  for (let round = 0; requests < wanted; round += 1) {
    const outcome = await fuzz({ ...subject, seed: (seed + round) % maxSeed, runs: runsAtOnce, length });
    requests += outcome.requests;
    add(total, outcome.tally);
    if (outcome.failure !== undefined) {
      console.error(`\n${outcome.failure}\n\nAgain: bun run fuzz:api --seed ${seed + round} --length ${length}`);
      return false;
    }
    console.log(`${requests} requests`);
  }
  for (const [operationId, statuses] of total) console.log(describe(operationId, statuses));
  console.log(
    `${requests} requests in ${((performance.now() - started) / 1000).toFixed(1)} s, every answer as documented`,
  );
  return true;
}

function add(total: Map<string, Map<number, number>>, tally: Outcome["tally"]): void {
  for (const [operationId, statuses] of tally) {
    const sums = total.get(operationId) ?? new Map<number, number>();
    for (const [status, count] of statuses) sums.set(status, (sums.get(status) ?? 0) + count);
    total.set(operationId, sums);
  }
}

function describe(operationId: string, statuses: ReadonlyMap<number, number>): string {
  const sorted = [...statuses].sort(([a], [b]) => a - b);
  return `${operationId.padEnd(20)} ${sorted.map(([status, count]) => `${status} × ${count}`).join("  ")}`;
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined) console.log(help);
  else if (!(await run(options))) process.exitCode = 1;
} catch (error) {
  if (!isUsageError(error)) throw error;
  console.error(`${error.message} (see --help)`);
  process.exitCode = 2;
}
