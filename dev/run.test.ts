import { expect, test } from "bun:test";
import { join } from "node:path";

function run(args: readonly string[], environment: Record<string, string> = {}) {
  const { exitCode, stdout, stderr } = Bun.spawnSync([process.execPath, join(import.meta.dirname, "run.ts"), ...args], {
    env: { PATH: process.env["PATH"], ...environment },
  });
  return { exitCode, stdout: stdout.toString(), stderr: stderr.toString() };
}

test.each(["--help", "-h"])("%s shows how it is used", (flag) => {
  expect(run(["--stage", "ada", flag])).toEqual({
    exitCode: 0,
    stdout: expect.stringContaining("Usage: bun run dev:aws"),
    stderr: "",
  });
});

test("without Node it says what to do, in one line", () => {
  const { exitCode, stdout, stderr } = run(["--stage", "ada"], { PATH: "/nonexistent" });
  expect([exitCode, stdout, stderr.trim().split("\n")]).toEqual([1, "", [expect.stringContaining("install it")]]);
});
