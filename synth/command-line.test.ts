import { describe, expect, test } from "bun:test";
import { parseCommandLine, UsageError } from "./command-line.ts";

describe("parseCommandLine", () => {
  test("a stage alone is shown as a table", () => {
    expect(parseCommandLine(["--stage", "dev"])).toEqual({
      kind: "synth",
      stage: "dev",
      dev: false,
      format: "table",
      diff: undefined,
      out: undefined,
    });
  });

  test.each(["table", "json", "markdown", "mermaid", "types"] as const)("--%s chooses what is shown", (format) => {
    expect(parseCommandLine(["--stage", "pr-42", `--${format}`])).toMatchObject({ stage: "pr-42", format });
  });

  test("--diff takes a stage, or a saved plan by its ending", () => {
    expect(parseCommandLine(["--stage", "prod", "--diff", "test"])).toMatchObject({
      diff: { kind: "stage", stage: "test" },
    });
    expect(parseCommandLine(["--stage", "prod", "--diff", "old/plan.json"])).toMatchObject({
      diff: { kind: "plan", path: "old/plan.json" },
    });
  });

  test("--dev and --out", () => {
    const args = ["--stage", "dev", "--dev", "--out", "plan.json"];
    expect(parseCommandLine(args)).toMatchObject({ dev: true, out: "plan.json" });
  });

  test.each([[["--help"]], [["-h"]], [["--help", "--stage", "dev"]]])("%p asks for help", (args) => {
    expect(parseCommandLine(args)).toEqual({ kind: "help" });
  });

  test.each([
    [[], "--stage dev"],
    [["--stage"], "--stage"],
    [["--stage", "a/b"], "letters, digits and hyphens"],
    [["--stage", ""], "letters, digits and hyphens"],
    [["--stage", "dev", "--json", "--table"], "--table and --json: choose one."],
    [["--stage", "dev", "--json", "--diff", "test"], "leave --json out"],
    [["--stage", "dev", "--diff", "a b"], "--diff"],
    [["--stage", "dev", "--out", ""], "--out FILE"],
    [["--stage", "dev", "--wrong"], "--wrong"],
    [["dev"], "dev"],
  ])("%p is refused", (args, reason) => {
    expect(() => parseCommandLine(args)).toThrow(UsageError);
    expect(() => parseCommandLine(args)).toThrow(reason);
  });
});
