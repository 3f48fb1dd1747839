import { expect, test } from "bun:test";
import { join } from "node:path";

async function cost(...args: string[]) {
  const command = [process.execPath, join(import.meta.dir, "run.ts"), ...args];
  const child = Bun.spawn(command, { stdin: "ignore", stdout: "pipe", stderr: "pipe" });
  const [stdout, stderr] = await Promise.all([child.stdout.text(), child.stderr.text()]);
  return { stdout, stderr, exitCode: await child.exited };
}

test("--help tells how it is used", async () => {
  const { stdout, exitCode } = await cost("--help");
  expect(exitCode).toBe(0);
  expect(stdout).toContain("Usage: bun run cost");
});

test.each([
  [["--requests", "many"]],
  [["--requests", "-1"]],
  [["--requests", "1000,"]],
  [["--stage", "a b"]],
  [["--out", import.meta.dir]],
  [["--nope"]],
])("%p is a wrong command line", async (args) => {
  const { stderr, exitCode } = await cost(...args);
  expect(exitCode).toBe(2);
  expect(stderr).toEndWith("See: bun run cost --help\n");
});
