import { expect, test } from "bun:test";
import { join } from "node:path";

/** Runs one of the commands as a user does. */
async function run(program: string, ...args: readonly string[]) {
  const child = Bun.spawn([process.execPath, join(import.meta.dir, program), ...args], {
    env: { PATH: process.env["PATH"] },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const [stdout, stderr] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()]);
  return { code: await child.exited, stdout, stderr };
}

test("--check agrees with the committed files", async () => {
  expect(await run("run.ts", "--check")).toEqual({ code: 0, stdout: "", stderr: "" });
});

test.each(["run.ts", "fuzz/run.ts"])("%s --help says what it does", async (program) => {
  const { code, stdout } = await run(program, "--help");
  expect(code).toBe(0);
  expect(stdout).toContain("Usage: bun run ");
});

test.each([
  ["run.ts", ["--nonsense"], "Unknown option '--nonsense' (see --help)"],
  ["run.ts", ["--accept-breaking"], "--accept-breaking goes with --release."],
  ["fuzz/run.ts", ["--nonsense"], "Unknown option '--nonsense' (see --help)"],
  [
    "fuzz/run.ts",
    ["--url", "http://127.0.0.1:4000"],
    "--url needs the administrator's token in the variable DRAHT_TOKEN.",
  ],
  ["fuzz/run.ts", ["--requests", "many"], '--requests is "many", but must be a whole number from 1.'],
])("%s %j is refused with a line that says why", async (program, args, message) => {
  const { code, stderr } = await run(program, ...args);
  expect(code).toBe(2);
  expect(stderr).toStartWith(message);
});

test("the fuzzer sends what it is asked for, and counts the answers", async () => {
  const { code, stdout } = await run("fuzz/run.ts", "--requests", "1", "--length", "1", "--seed", "7");
  expect(code).toBe(0);
  expect(stdout).toStartWith("seed 7\n");
  expect(stdout).toMatch(/\d+ requests in [\d.]+ s, every answer as documented\n$/);
});
