/**
 * Stands in for the program `pulumi` when SST's command line deploys: it runs the program that SST has bundled, under
 * Node and Pulumi's own language host, and says yes to every resource. It creates nothing.
 *
 * Usage: bun engine.ts stack init <stack>
 *        bun engine.ts up --stack <stack> --event-log <file> [--config <key=value> …]
 *        bun engine.ts destroy --stack <stack> --event-log <file>
 *
 * It runs in a folder with `Pulumi.yaml`. The resources go to the file of DRAHT_ENGINE_RECORD, one in a line of JSON.
 */
import { appendFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Stack, writeEvents, writeState } from "./engine-files.ts";
import { startEngineServices } from "./engine-services.ts";

async function up(args: readonly string[]): Promise<number | null> {
  const stack = stackOf(option(args, "--stack"));
  const main = /^main: (.+)$/m.exec(await Bun.file("Pulumi.yaml").text())?.[1] ?? "";
  const record = process.env["DRAHT_ENGINE_RECORD"] ?? "";
  const services = await startEngineServices(stack, main, (resource) =>
    appendFileSync(record, `${JSON.stringify(resource)}\n`),
  );
  const { address } = services;
  const host = createRequire(main).resolve("@pulumi/pulumi/cmd/run");
  const options = `--monitor ${address} --engine ${address} --project ${stack.name} --stack ${stack.stage}`.split(" ");
  const program = Bun.spawn(
    ["node", host, ...options, "--organization", "organization", "--parallel", "64", "--pwd", process.cwd(), main],
    { env: { ...process.env, PULUMI_CONFIG: configOf(args) }, stdio: ["ignore", "inherit", "inherit"] },
  );
  const exitCode = await program.exited;
  services.stop();
  if (exitCode === 0) writeState(stack, services.state());
  writeEvents(option(args, "--event-log"), services.errors);
  return exitCode;
}

/** A stack as SST names it: `organization/draht/dev`. */
function stackOf(qualified: string): Stack {
  const [, name = "", stage = ""] = qualified.split("/");
  return { name, stage };
}

function option(args: readonly string[], name: string): string {
  return args[args.indexOf(name) + 1] ?? "";
}

/** Each `--config aws:region=…` as the language host takes it: one object in JSON. */
function configOf(args: readonly string[]): string {
  const pairs = args.filter((_, index) => args[index - 1] === "--config").map((pair) => pair.split(/=(.*)/s));
  return JSON.stringify(Object.fromEntries(pairs));
}

const [command, ...args] = Bun.argv.slice(2);
switch (command) {
  case "stack":
    writeState(stackOf(args.at(-1) ?? ""));
    break;
  case "destroy":
    writeState(stackOf(option(args, "--stack")));
    writeEvents(option(args, "--event-log"), []);
    break;
  default:
    process.exitCode = (await up(args)) ?? 1;
}
