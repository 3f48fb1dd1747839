import { createRequire } from "node:module";
import { delimiter, join, resolve } from "node:path";
import { DevError } from "./dev-error.ts";
import { findNode } from "./find-node.ts";
import { writeNodeShim } from "./node-shim.ts";

const help = `Runs the functions of a stage of your own on this machine, with Bun, while AWS calls them (\`sst dev\`).
An edit is there at the next invocation. API, tables and everything else are in your account, and cost as usual.

Usage: bun run dev:aws [options of sst dev]

  --stage NAME      the stage; your personal one unless given, which SST asks for and keeps in .sst/stage
  --mode mono       what functions and site print, below each other instead of in panes
  --print-logs      SST's own log, too
  --help            this text

Needs credentials for AWS, as for a deployment, and the stage's secrets:
  bun x sst secret set AdminToken "$(bun run --silent token --stage NAME)" --stage NAME
  bun x sst secret set CursorKey "$(openssl rand -base64 32)" --stage NAME

Ctrl-C ends it and leaves the stage in the account: \`bun x sst remove --stage NAME\` removes it.

Exit code: that of sst dev; 1 when it cannot be started.
`;

const root = resolve(import.meta.dirname, "..");
const shimFolder = join(root, ".draht", "dev", "bin");

/** `bun run dev:aws`: prepares what SST starts live functions with, then is `sst dev`. */
async function main(args: readonly string[]): Promise<number> {
  if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(help);
    return 0;
  }
  try {
    return await sstDev(args, process.env["PATH"] ?? "");
  } catch (error) {
    // Anything that is not expected shall show its stack.
    if (!(error instanceof DevError)) throw error;
    console.error(error.message);
    return 1;
  }
}

async function sstDev(args: readonly string[], path: string): Promise<number> {
  if (process.platform === "win32") throw new DevError("SYSTEM_UNSUPPORTED", "Windows is not supported: use WSL.");
  const sst = sstBinary();
  await writeNodeShim({ folder: shimFolder, node: findNode(path), bun: process.execPath });
  const child = Bun.spawn([sst, "dev", ...args], {
    cwd: root,
    env: { ...process.env, PATH: [shimFolder, path].join(delimiter) },
    stdio: ["inherit", "inherit", "inherit"],
  });
  // This process waits until SST has ended what it started, also after Ctrl-C, which the terminal sends to both.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => child.kill(signal));
  return await child.exited;
}

/**
 * SST's command line itself: `sst` of `node_modules/.bin` is a script of Node that would pass no signal on.
 *
 * @throws DevError `SST_NOT_INSTALLED`
 */
function sstBinary(): string {
  const name = `sst-${process.platform}-${process.arch}`;
  try {
    return createRequire(import.meta.resolve("sst")).resolve(`${name}/bin/sst`);
  } catch (cause) {
    throw new DevError("SST_NOT_INSTALLED", `The package ${name} is not installed: run \`bun install\`.`, { cause });
  }
}

process.exitCode = await main(process.argv.slice(2));
