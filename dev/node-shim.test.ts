import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeNodeShim } from "./node-shim.ts";

/** Its name holds what a shell takes apart. */
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "draht dev's $(shim)-"));
  await writeNodeShim({
    folder: join(folder, "bin"),
    node: await program("a node", 'console.log("node", ...process.argv.slice(2)); process.exit(3)'),
    bun: process.execPath,
  });
});
afterEach(() => rm(folder, { recursive: true }));

/** A program of that name, which Bun runs; the arguments are those that it gets. */
async function program(name: string, source: string): Promise<string> {
  const file = join(folder, name);
  await Bun.write(`${file}.ts`, source);
  // Not by `#!` and the path of Bun, in which there may be a blank.
  await Bun.write(file, `#!/bin/sh\nexec "${process.execPath}" "$0.ts" "$@"\n`);
  await chmod(file, 0o755);
  return file;
}

/** Runs `node` as SST does: without any variable that would help to find a program. */
function run(...args: string[]) {
  const { exitCode, stdout } = Bun.spawnSync([join(folder, "bin", "node"), ...args], { cwd: folder, env: {} });
  return { exitCode, output: stdout.toString().trim() };
}

describe("a live function's worker", () => {
  let worker: string;
  beforeEach(async () => {
    worker = join(folder, "platform", "dist", "nodejs-runtime", "index.js");
    const seen = "{ bun: process.versions.bun, args: process.argv.slice(2), secret: process.env.SECRET }";
    await Bun.write(worker, `console.log(JSON.stringify(${seen})); process.exit(7);`);
  });

  test("runs on Bun, with its own arguments and exit code", () => {
    const flags = ["--enable-source-maps", "--no-warnings"];
    const { exitCode, output } = run(...flags, worker, "/artifacts/a b/bundle.handler", "worker-1");
    expect(JSON.parse(output)).toEqual({ bun: Bun.version, args: ["/artifacts/a b/bundle.handler", "worker-1"] });
    expect(exitCode).toBe(7);
  });

  test("reads no .env, which Lambda would not either", async () => {
    await Bun.write(join(folder, ".env"), "SECRET=of another program");
    expect(run(worker).output).not.toContain("of another program");
  });
});

describe("everything else runs on Node", () => {
  test.each([
    ["the program of a deployment", ["--enable-source-maps", "/platform/node_modules/@pulumi/pulumi/cmd/run/index.js"]],
    ["code on the command line", ["-e", "console.log('*  $HOME')", "--flag"]],
    ["a script that is only told of the worker", ["script.js", "/platform/dist/nodejs-runtime/index.js"]],
    ["nothing at all", []],
  ])("%s", (_what, args) => {
    expect(run(...args)).toEqual({ exitCode: 3, output: ["node", ...args].join(" ") });
  });
});

test("it is written anew at every start", async () => {
  const node = await program("another", 'console.log("another")');
  await writeNodeShim({ folder: join(folder, "bin"), node, bun: process.execPath });
  expect(run("--version")).toEqual({ exitCode: 0, output: "another" });
});
