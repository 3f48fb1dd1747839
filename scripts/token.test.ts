import { describe, expect, test } from "bun:test";
import { join } from "node:path";

/** Runs `bun run token` with these arguments. */
function run(...args: string[]) {
  const command = [process.execPath, "run", "--silent", "token", ...args];
  const { exitCode, stdout, stderr } = Bun.spawnSync(command, { cwd: join(import.meta.dir, "..") });
  return { exitCode, stdout: stdout.toString(), stderr: stderr.toString() };
}

test("prints a new token of the stage, and nothing else", () => {
  const [first, second] = [run("--stage", "pr-12"), run("--stage", "pr-12")];
  expect(first).toEqual({
    exitCode: 0,
    stdout: expect.stringMatching(/^draht_pr-12_[0-9a-f-]{36}_[0-9A-Za-z]{49}\n$/),
    stderr: "",
  });
  expect(second.stdout).not.toBe(first.stdout);
});

test("--help shows how it is used", () => {
  const { exitCode, stdout, stderr } = run("--help");
  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(stdout).toContain("bun x sst secret set AdminToken");
});

describe("shows how it is used, with exit code 2,", () => {
  test.each([
    ["without a stage", []],
    ["with an empty one", ["--stage", ""]],
    ["with a name that no stage can have", ["--stage", "a_b"]],
    ["with anything else", ["--stage", "dev", "now"]],
  ])("%s", (_what, args) => {
    const { exitCode, stdout, stderr } = run(...args);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("bun x sst secret set AdminToken");
  });
});
