import { describe, expect, test } from "bun:test";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildLayer } from "../build-layer.ts";
import { hostTarget } from "../layer-target.ts";
import { type EndedCommand, runCommand } from "../testing/run-command.ts";

test.each([
  ["invocations.ts", "--count=abc", "--count abc is not a whole number above 0."],
  ["invocations.ts", "--count=0", "--count 0 is not a whole number above 0."],
  ["invocations.ts", "--bound=NaN", "--bound NaN is not a number above 0."],
  ["invocations.ts", "--cuont=1", "Unknown option '--cuont' (see --help)"],
  ["invocations.ts", "--bootstrap=nowhere", "--bootstrap nowhere is not an executable file."],
  ["idle.ts", "--minutes=abc", "--minutes abc is not a number above 0."],
  ["idle.ts", "--minuts=1", "Unknown option '--minuts'"],
  ["slow-reader.ts", "--megabytes=-1", "--megabytes -1 is not a number above 0."],
  ["slow-reader.ts", "--bootstrap=/tmp", "--bootstrap /tmp is not an executable file."],
  ["slow-reader.ts", "--rate=fast", "--rate fast is not a number above 0."],
])("%s refuses %s in one line", async (script, argument, message) => {
  const { exitCode, stdout, stderr } = await run(script, argument);

  expect(exitCode).toBe(1);
  expect(stdout).toBe("");
  expect(stderr.trim().split("\n")).toHaveLength(1);
  expect(stderr).toContain(message);
});

test.each(["invocations.ts", "idle.ts", "slow-reader.ts"])("%s explains itself with --help", async (script) => {
  const { exitCode, stdout } = await run(script, "--help");

  expect(exitCode).toBe(0);
  expect(stdout).toContain(`Usage: bun layers/bun/soak/${script}`);
});

// Resident memory is read from /proc.
describe.if(process.platform === "linux")("a few invocations", () => {
  test.each([
    ["of a handler that returns a value", []],
    ["of a handler that streams", ["--streaming"]],
  ])("%s are each answered as they must be", async (_, flags) => {
    const { bootstrap } = await buildLayer(hostTarget());

    // The bound is out of the way: what so few invocations take is no growth yet.
    const { exitCode, stdout } = await run(
      "invocations.ts",
      "--count=21",
      "--bound=1000",
      "--bootstrap",
      bootstrap,
      ...flags,
    );

    expect(exitCode).toBe(0);
    expect(stdout).toContain("20 invocations: ");
    expect(stdout).toContain("passed: grew by ");
  });

  test("fail the run when the runtime answers a failing one by a response", async () => {
    const folder = await mkdtemp(join(tmpdir(), "soak-"));
    try {
      const bootstrap = join(folder, "bootstrap");
      await writeFile(`${bootstrap}.ts`, alwaysContent);
      // Not by `#!` and the path of Bun, in which there may be a blank.
      await writeFile(bootstrap, `#!/bin/sh\nexec "${process.execPath}" "$0.ts"\n`);
      await chmod(bootstrap, 0o755);

      const { exitCode, stdout } = await run("invocations.ts", "--count=10", "--bootstrap", bootstrap);

      expect(exitCode).toBe(1);
      expect(stdout).toContain("FAILED: invocation 10 was answered by response");
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

test("a runtime that ends before it answers fails the slow reader's run", async () => {
  const { exitCode, stdout } = await run("slow-reader.ts", "--bootstrap", Bun.which("true") ?? "");

  expect(exitCode).toBe(1);
  expect(stdout).toBe("FAILED: the runtime ended with exit code 0 before it answered\n");
});

/** A runtime that answers every invocation as if its handler had succeeded. */
const alwaysContent = `
const api = "http://" + process.env.AWS_LAMBDA_RUNTIME_API + "/2018-06-01/runtime/invocation/";
while (true) {
  const next = await fetch(api + "next");
  const body = JSON.stringify({ ...(await next.json()), payload: "x".repeat(1000) });
  await fetch(api + next.headers.get("lambda-runtime-aws-request-id") + "/response", { method: "POST", body });
}
`;

function run(script: string, ...args: readonly string[]): Promise<EndedCommand> {
  return runCommand(join(import.meta.dir, script), args);
}
