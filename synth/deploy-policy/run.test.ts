import { expect, test } from "bun:test";
import { join } from "node:path";

/** Runs `bun run deploy-policy` with arguments that make it write nothing. */
function run(arg: string) {
  const command = [process.execPath, join(import.meta.dir, "run.ts"), arg];
  const { exitCode, stdout, stderr } = Bun.spawnSync(command);
  return { exitCode, stdout: stdout.toString(), stderr: stderr.toString() };
}

test("--help says what it does, and does nothing", () => {
  const { exitCode, stdout, stderr } = run("--help");
  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(stdout).toContain("Usage: bun run deploy-policy\n");
});

test.each([
  ["--stage", "Unknown option '--stage'"],
  ["dev", "Unexpected argument 'dev'"],
])("%s is refused in one line, before anything is made", (arg, message) => {
  const { exitCode, stdout, stderr } = run(arg);
  expect([exitCode, stdout]).toEqual([2, ""]);
  expect(stderr).toStartWith(message);
  expect(stderr).toEndWith("See: bun run deploy-policy --help\n");
});
