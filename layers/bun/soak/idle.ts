import { parseArgs } from "node:util";
import { positiveNumber } from "../number-option.ts";
import { runMain } from "../run-main.ts";
import { RuntimeProcess } from "../testing/runtime-process.ts";
import { bootstrapPath, conclude } from "./soak-runtime.ts";

const help = `Lets a runtime wait for its next invocation, then invokes it. Fails where the runtime has ended, has asked again or does
not answer.

Usage: bun layers/bun/soak/idle.ts [--minutes 15] [--bootstrap <file>]
`;

async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      minutes: { type: "string", default: "15" },
      bootstrap: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return;
  }
  const minutes = positiveNumber("--minutes", values.minutes);
  await stayIdle(minutes, await bootstrapPath(values.bootstrap));
}

async function stayIdle(minutes: number, bootstrap: string): Promise<void> {
  await using runtime = await RuntimeProcess.start({
    files: { "index.mjs": "export const handler = async (event) => event;" },
    command: [bootstrap],
  });
  await runtime.invoke("before");
  await runtime.until(() => runtime.api.to("next")[1]);
  console.log(`${new Date().toISOString()} idle for ${minutes} minutes`);
  await Bun.sleep(minutes * 60_000);
  const { text } = await runtime.invoke("after");
  const asked = runtime.api.to("next").length;
  const { connections } = runtime.api;
  const passed = text === `"after"` && asked <= 3 && connections === 1;
  conclude(passed, `answered ${text} after ${minutes} minutes, ${connections} connection(s), ${asked} GET next`);
}

await runMain(main);
