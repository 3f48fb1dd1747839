import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Artefacts, emptyArtefacts } from "../stacks/testing/artefacts.ts";
import { run as runCommand } from "./run-command.ts";
import { repository } from "./synthesise.ts";

let artefacts: Artefacts;
let folder: string;
beforeAll(async () => {
  artefacts = await emptyArtefacts();
  folder = await mkdtemp(join(tmpdir(), "draht-synth-run-"));
});
afterAll(async () => {
  await artefacts[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** Runs the command in the folder of the test, with artefacts that need no build. */
async function synth(args: readonly string[], variables: Readonly<Record<string, string>> = {}) {
  const command = [process.execPath, join(repository, "synth", "run.ts"), ...args];
  const env = { PATH: process.env["PATH"], HOME: folder, DRAHT_ARTEFACTS: artefacts.folder, ...variables };
  const { exitCode, output } = await runCommand(command, { cwd: folder, env });
  return { exitCode, output };
}

describe("bun run synth", () => {
  test("saves a plan without the values of secrets, and finds no difference to it", async () => {
    const saved = await synth(["--stage", "dev", "--json", "--out", "plan.json"]);
    expect(saved).toEqual({ exitCode: 0, output: expect.stringContaining("Written to plan.json.") });

    const plan = await Bun.file(join(folder, "plan.json")).text();
    expect(JSON.parse(plan)).toMatchObject({ app: { name: "draht", stage: "dev" } });
    expect(plan).toContain('"SST_KEY": "(secret)"');
    expect(plan).not.toContain(repository);

    const same = await synth(["--stage", "dev", "--diff", "plan.json"]);
    expect(same).toEqual({ exitCode: 0, output: expect.stringContaining("No difference.") });
  });

  test("shows what another stage changes, and says so by its exit code", async () => {
    const { exitCode, output } = await synth(["--stage", "prod", "--diff", "dev"]);
    expect(exitCode).toBe(3);
    expect(output).toMatch(/^~ SessionsTable {2}aws:dynamodb\/table:Table$/m);
    expect(output).toContain("    option retainOnDelete: false → true");
    expect(output).toMatch(/^\d+ added, \d+ removed, \d+ changed$/m);
  });

  test("shows the resources below their components", async () => {
    const { exitCode, output } = await synth(["--stage", "dev"]);
    expect(exitCode).toBe(0);
    expect(output).toMatch(
      /^Sessions {2}sst\.aws\.Dynamo\n {2}SessionsTable {2}dynamodb Table\n {4}· name=draht-dev-/m,
    );
  });

  test("has the effect of the variables that a deployment reads, and of no other", async () => {
    const variables = { AWS_REGION: "eu-north-1", AWS_SECRET_ACCESS_KEY: "credential" };
    const { output } = await synth(["--stage", "dev", "--json"], variables);
    expect(output).toContain('"region": "eu-north-1"');
    expect(output).not.toContain("credential");
  });

  test("tells what is wrong with the configuration in a line, without a stack", async () => {
    const { exitCode, output } = await synth(["--stage", "dev"], { AWS_REGION: "the moon" });
    expect(exitCode).toBe(1);
    expect(output).toContain("AWS_REGION");
    expect(output).not.toContain("    at ");
  });
});

describe("a plan to compare with", () => {
  test("that is not there is told with the command that saves one", async () => {
    const { exitCode, output } = await synth(["--stage", "dev", "--diff", "missing.json"]);
    expect({ exitCode, output }).toEqual({ exitCode: 1, output: expect.stringContaining("--json --out missing.json") });
  });

  test("that is none is told by its name", async () => {
    await Bun.write(join(folder, "other.json"), "{}");
    const { exitCode, output } = await synth(["--stage", "dev", "--diff", "other.json"]);
    expect({ exitCode, output }).toEqual({
      exitCode: 1,
      output: expect.stringContaining("other.json cannot be compared"),
    });
  });
});

test("--help explains everything", async () => {
  const { exitCode, output } = await synth(["--help"]);
  expect({ exitCode, output }).toEqual({ exitCode: 0, output: expect.stringContaining("Usage: bun run synth") });
});

test.each([[["--yaml"]], [["--out", "."]]])("a wrong command line is told in one line: %p", async (args) => {
  const { exitCode, output } = await synth(["--stage", "dev", ...args]);
  expect({ exitCode, lines: output.trim().split("\n").length }).toEqual({ exitCode: 2, lines: 1 });
});
