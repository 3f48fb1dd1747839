import { parseArgs } from "node:util";
import { RuntimeProcess } from "../testing/runtime-process.ts";
import { bootstrapPath, conclude, residentMegabytes } from "./soak-runtime.ts";

const help = `Invokes a runtime many times and watches its resident memory. Fails where that grows by more than --bound megabytes
between the end of the warm-up (the first tenth) and the end.

Usage: bun layers/bun/soak/invocations.ts [--count 100000] [--bound 16] [--bootstrap <file>] [--streaming]

  --streaming   a handler that streams its response; one that returns a value otherwise. Every tenth invocation fails.
`;

/** Lines printed over the whole run. */
const REPORTS = 10;

const HANDLERS = {
  buffered: `export const handler = async (event) => {
    if (event.index % 10 === 0) throw new Error("every tenth fails");
    return { ...event, payload: "x".repeat(1000) };
  };`,
  streaming: `export const handler = awslambda.streamifyResponse(async (event, stream) => {
    stream.write("x".repeat(1000));
    if (event.index % 10 === 0) throw new Error("every tenth fails");
    stream.end({ index: event.index });
  });`,
};

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "100000" },
    bound: { type: "string", default: "16" },
    bootstrap: { type: "string" },
    streaming: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (values.help) console.log(help);
else await main(Number(values.count), Number(values.bound), await bootstrapPath(values.bootstrap));

async function main(count: number, bound: number, bootstrap: string): Promise<void> {
  await using runtime = await RuntimeProcess.start({
    files: { "index.mjs": values.streaming ? HANDLERS.streaming : HANDLERS.buffered },
    command: [bootstrap],
    // The log of failures goes to a pipe that nobody reads before the end.
    environment: { AWS_LAMBDA_LOG_LEVEL: "FATAL" },
  });
  const interval = Math.max(Math.floor(count / REPORTS), 1);
  let warm = 0;
  let now = 0;
  for (let index = 1; index <= count; index++) {
    const post = await runtime.invoke({ index });
    if (index % 10 !== 0 && post.endpoint !== "response") throw new Error(`invocation ${index} failed: ${post.text}`);
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
