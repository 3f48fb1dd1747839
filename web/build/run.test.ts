import { expect, test } from "bun:test";
import { join } from "node:path";

/** Runs `bun run build:site` with arguments that make it build nothing. */
function run(arg: string) {
  const command = [process.execPath, join(import.meta.dir, "run.ts"), arg];
  const { exitCode, stdout, stderr } = Bun.spawnSync(command);
  return { exitCode, stdout: stdout.toString(), stderr: stderr.toString() };
}

test("--help says what it does, and builds nothing", () => {
  const { exitCode, stdout, stderr } = run("--help");
  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(stdout).toContain("Usage: bun run build:site\n");
});

test("an unknown option is refused in one line, before anything is built", () => {
  expect(run("--nonsense")).toEqual({ exitCode: 1, stdout: "", stderr: "Unknown option '--nonsense' (see --help)\n" });
});
