import { expect, test } from "bun:test";
import { join } from "node:path";
import { runCommand } from "../testing/run-command.ts";

async function fuzz(...args: readonly string[]): Promise<{ exitCode: number; output: string }> {
  const { exitCode, stdout, stderr } = await runCommand(join(import.meta.dir, "run.ts"), args);
  return { exitCode, output: stdout + stderr };
}

test("it prints its seed and the runs of each property", async () => {
  const { exitCode, output } = await fuzz("--only", "header value", "--runs", "20", "--seed", "7");
  expect(exitCode).toBe(0);
  expect(output).toContain("seed 7");
  expect(output).toMatch(/✓ +20 runs {2}header value/);
});

test("it stops when its time is over", async () => {
  const { exitCode, output } = await fuzz("--only", "header value", "--minutes", "0.002");
  expect(exitCode).toBe(0);
  expect(output).toContain("runs  header value");
});

test.each([
  [["--runs", "many"], "--runs many"],
  [["--only", "nothing of the kind"], "no property"],
])("it refuses %j", async (args, message) => {
  const { exitCode, output } = await fuzz(...args);
  expect(exitCode).toBe(1);
  expect(output).toContain(message);
});
