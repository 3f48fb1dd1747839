import { parseArgs } from "node:util";
import { positiveInteger, positiveNumber } from "../number-option.ts";
import { runMain } from "../run-main.ts";
import { RuntimeProcess } from "../testing/runtime-process.ts";
import { describeOutcome, expectedOutcome, handlers } from "./soak-handler.ts";
import type { HandlerKind } from "./soak-handler.ts";
import { bootstrapPath, conclude, residentMegabytes } from "./soak-runtime.ts";

const help = `Invokes a runtime many times and watches its resident memory. Fails where that grows by more than --bound megabytes
between the end of the warm-up (the first tenth) and the end, or where an invocation is not answered as it must be.

Usage: bun layers/bun/soak/invocations.ts [--count 100000] [--bound 16] [--bootstrap <file>] [--streaming]

  --streaming   a handler that streams its response; one that returns a value otherwise. Every tenth invocation fails.
`;

/** Lines printed over the whole run. */
const reports = 10;

interface Plan {
  readonly count: number;
  /** Megabytes. */
  readonly bound: number;
  readonly kind: HandlerKind;
  readonly bootstrap: string;
}

async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      count: { type: "string", default: "100000" },
      bound: { type: "string", default: "16" },
      bootstrap: { type: "string" },
      streaming: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return;
  }
  await invokeMany({
    count: positiveInteger("--count", values.count),
    bound: positiveNumber("--bound", values.bound),
    kind: values.streaming ? "streaming" : "buffered",
    bootstrap: await bootstrapPath(values.bootstrap),
  });
}

async function invokeMany({ count, bound, kind, bootstrap }: Plan): Promise<void> {
  await using runtime = await RuntimeProcess.start({
    files: { "index.mjs": handlers[kind] },
    command: [bootstrap],
    // The log of failures goes to a pipe that nobody reads before the end.
    environment: { AWS_LAMBDA_LOG_LEVEL: "FATAL" },
  });
  const interval = Math.max(Math.floor(count / reports), 1);
  let warm = 0;
  let now = 0;
  for (let index = 1; index <= count; index++) {
    const outcome = describeOutcome(await runtime.invoke({ index }));
    const expected = expectedOutcome(kind, index);
    if (outcome !== expected) {
      conclude(false, `invocation ${index} was answered by ${outcome}, not by ${expected}`);
      return;
    }
    // Forgotten, so that this process does not grow with what it records.
    runtime.api.requests.length = 0;
    if (index % interval !== 0) continue;
    now = await residentMegabytes(runtime.pid);
    warm ||= now;
    console.log(`${index} invocations: ${now.toFixed(1)} MB resident`);
  }
  const growth = now - warm;
  conclude(growth <= bound, `grew by ${growth.toFixed(1)} MB since the warm-up, ${bound} MB are allowed`);
}

await runMain(main);
