import { expect, test } from "bun:test";
import { join } from "node:path";

function run(...args: string[]) {
  return Bun.$`${process.execPath} ${join(import.meta.dir, "bundle.ts")} ${args}`.nothrow().quiet();
}

test("measures every variant, and each of them answers", async () => {
  const { exitCode, stdout } = await run("--rounds", "1");

  expect(exitCode).toBe(0);
  const rows = stdout.toString().match(/^\| .+ \| +[\d.]+ \| +[\d.]+ \| +[\d.]+× \|$/gm);
  expect(rows).toHaveLength(7);
});

test.each(["0", "many"])("refuses %s rounds in one line", async (rounds) => {
  const { exitCode, stderr } = await run("--rounds", rounds);

  expect(exitCode).toBe(1);
  expect(stderr.toString().trim().split("\n")).toHaveLength(1);
});
