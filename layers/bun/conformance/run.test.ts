import { describe, expect, test } from "bun:test";
import { join } from "node:path";
import { type EndedCommand, runCommand } from "../testing/run-command.ts";

function conformance(...args: readonly string[]): Promise<EndedCommand> {
  return runCommand(join(import.meta.dir, "run.ts"), args);
}

describe("bun run conformance", () => {
  test("--help says how to use it", async () => {
    const { exitCode, stdout } = await conformance("--help");
    expect(exitCode).toBe(0);
    for (const option of ["--runtime", "--only", "--json", "--markdown"]) expect(stdout).toContain(option);
  });

  test("prints the chosen cases and counts them", async () => {
    const { exitCode, stdout } = await conformance("--only", "d23");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("✓ D23  the user agent begins with a name and a version");
    expect(stdout).toContain("1 held, 0 failed, 0 not applicable, 0 known differences");
  });

  test("says what another runtime was expected to do", async () => {
    const { exitCode, stdout } = await conformance("--only", "H39", "--runtime", "/bin/true");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("✗ H39  process.exit inside a handler exits with its code and posts nothing");
    expect(stdout).toMatch(/expected {2}7\s+received {2}0/);
    expect(stdout).toContain("0 held, 1 failed");
  });

  test("--json gives the results of each runtime", async () => {
    const { stdout } = await conformance(
      "--only",
      "H39",
      "--runtime",
      "/bin/true",
      "--runtime",
      "/bin/false",
      "--json",
    );
    const columns: { runtime: string; results: { verdict: string; received: string }[] }[] = JSON.parse(stdout);
    expect(columns.map(({ runtime, results }) => [runtime, results[0]?.verdict, results[0]?.received])).toEqual([
      ["/bin/true", "failed", "0"],
      ["/bin/false", "failed", "1"],
    ]);
  });

  test.each([
    [["--only", "Z9"], "--only Z9"],
    [["--markdown", "--only", "A1"], "leave out --only"],
    [["--runtime", "/nonexistent --flag"], "--runtime /nonexistent --flag is neither ours nor node-ric"],
    [["--runtime", import.meta.path], "nor a program that can be executed"],
    [["--nonsense"], "Unknown option '--nonsense' (see --help)"],
  ])("refuses %j", async (args, message) => {
    const { exitCode, stderr } = await conformance(...args);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(message);
  });
});
