import { expect, test } from "bun:test";
import { join } from "node:path";

function run(...args: string[]) {
  return Bun.$`${process.execPath} ${join(import.meta.dir, "run.ts")} ${args}`.nothrow().quiet();
}

test("explains itself with --help", async () => {
  const { exitCode, stdout } = await run("--help");

  expect(exitCode).toBe(0);
  expect(stdout.toString()).toContain("--only <names>");
});

test.each(["--rounds=0", "--rounds=many", "--only=start,never-heard-of", "--unknown"])(
  "refuses %s in one line",
  async (argument) => {
    const { exitCode, stderr } = await run(argument);

    expect(exitCode).toBe(1);
    expect(stderr.toString().trim().split("\n")).toHaveLength(1);
  },
);
