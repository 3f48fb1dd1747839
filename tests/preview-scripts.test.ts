import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repositoryRoot } from "./clone.ts";

// The scripts run as they are; the programs that reach beyond this machine are stand-ins first on PATH.
let programs: string;
beforeEach(async () => {
  programs = await mkdtemp(join(tmpdir(), "draht-preview-"));
});
afterEach(() => rm(programs, { recursive: true }));

/** A program that prints what it was called with to `calls`, then does as `body` says. */
async function standIn(name: string, body: string): Promise<void> {
  const file = join(programs, name);
  await Bun.write(file, `#!/usr/bin/env bash\necho "${name} $*" >> "${join(programs, "calls")}"\n${body}\n`);
  await chmod(file, 0o755);
}

/** What was called with these words first. */
async function calls(beginning: string): Promise<string[]> {
  const all = await Bun.file(join(programs, "calls")).text();
  return all.split("\n").filter((call) => call.startsWith(beginning));
}

/** Bun as `give-secrets.sh` calls it, for a stage that has these secrets; SST's command to list none fails. */
function bunWithSecrets(present: string): string {
  const list = present === "" ? "echo '✕  No secrets found' >&2; exit 1" : `printf '${present}'`;
  return `case "$*" in
    "x sst secret list"*) ${list} ;;
    "run --silent token"*) echo draht_pr-7_new ;;
  esac`;
}

async function run(script: string, ...args: string[]) {
  const child = Bun.spawn(["bash", join(repositoryRoot, ".github", "scripts", script), ...args], {
    env: { PATH: `${programs}:/usr/bin:/bin` },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const [stdout, stderr, exitCode] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  return { stdout, stderr, exitCode };
}

describe("reap-previews.sh", () => {
  test("removes the stages of closed pull requests, and no other stage", async () => {
    await standIn("aws", "printf 'prod\\tpr-1\\tpr-2\\tpr-1\\ndev\\tpr-30\\tpr-3x\\n'");
    await standIn("gh", "printf 'pr-2\\npr-4\\n'");
    await standIn("bun", "");

    expect((await run("reap-previews.sh")).exitCode).toBe(0);
    expect(await calls("bun x sst remove")).toEqual([
      "bun x sst remove --stage pr-1",
      "bun x sst remove --stage pr-30",
    ]);
  });

  test.each([
    ["no stage is deployed", "", "printf 'pr-2\\n'"],
    ["every preview is open", "printf 'pr-2\\tdev\\n'", "printf 'pr-2\\n'"],
  ])("does nothing when %s", async (_when, aws, gh) => {
    await standIn("aws", aws);
    await standIn("gh", gh);
    await standIn("bun", "");

    const { exitCode, stdout } = await run("reap-previews.sh");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("Every preview belongs to an open pull request.");
    expect(await calls("bun x sst remove")).toEqual([]);
  });

  test("goes on behind a stage that cannot be removed, and fails in the end", async () => {
    await standIn("aws", "printf 'pr-1\\tpr-2\\n'");
    await standIn("gh", "true");
    await standIn("bun", 'case "$*" in *pr-1) exit 1 ;; esac');

    expect((await run("reap-previews.sh")).exitCode).toBe(1);
    expect(await calls("bun x sst remove")).toHaveLength(2);
  });

  test.each(["aws", "gh"])("removes nothing when %s fails", async (broken) => {
    await standIn("aws", broken === "aws" ? "exit 255" : "printf 'pr-1\\n'");
    await standIn("gh", broken === "gh" ? "exit 1" : "true");
    await standIn("bun", "");

    expect((await run("reap-previews.sh")).exitCode).not.toBe(0);
    expect(await calls("bun x sst remove")).toEqual([]);
  });
});

describe("give-secrets.sh", () => {
  test("sets what is missing, and prints no value", async () => {
    await standIn("bun", bunWithSecrets(""));
    await standIn("openssl", "echo c2lnbmluZyBrZXk=");

    const { exitCode, stdout, stderr } = await run("give-secrets.sh", "pr-7");
    expect(exitCode).toBe(0);
    expect(await calls("bun x sst secret set")).toEqual([
      "bun x sst secret set AdminToken draht_pr-7_new --stage pr-7",
      "bun x sst secret set CursorKey c2lnbmluZyBrZXk= --stage pr-7",
    ]);
    expect(stdout + stderr).not.toMatch(/draht_pr-7_new|c2lnbmluZyBrZXk=/);
  });

  test("leaves what is there", async () => {
    await standIn("bun", bunWithSecrets("AdminToken=kept\\nCursorKey=kept\\n"));
    await standIn("openssl", "echo never");

    const { exitCode, stdout } = await run("give-secrets.sh", "pr-7");
    expect(exitCode).toBe(0);
    expect(await calls("bun x sst secret set")).toEqual([]);
    expect(stdout).not.toContain("kept");
  });

  test("sets none when it cannot be told which are there", async () => {
    await standIn("bun", `case "$*" in "x sst secret list"*) echo 'AWS: ExpiredToken' >&2; exit 1 ;; esac`);
    await standIn("openssl", "echo never");

    const { exitCode, stderr } = await run("give-secrets.sh", "pr-7");
    expect(exitCode).toBe(1);
    expect(stderr).toContain("The secrets of the stage pr-7 cannot be listed: AWS: ExpiredToken");
    expect(await calls("bun x sst secret set")).toEqual([]);
  });

  test("fails when a value cannot be made", async () => {
    await standIn("bun", bunWithSecrets(""));
    await standIn("openssl", "exit 1");
    expect((await run("give-secrets.sh", "pr-7")).exitCode).not.toBe(0);
  });
});
