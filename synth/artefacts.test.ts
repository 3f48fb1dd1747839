import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { mkdir, mkdtemp, realpath, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rejection } from "../functions/backend/testing/rejection.ts";
import { ensureArtefacts } from "./artefacts.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "draht-synth-artefacts-"));
  await mkdir(join(root, "web"));
  await Bun.write(join(root, "functions", "one.ts"), "export {};");
  await Bun.write(join(root, "bun.lock"), "{}");
  await Bun.write(join(root, "tsconfig.json"), "{}");
  await buildCommand("echo x >> builds && mkdir -p .draht/layer .draht/functions web/.open-next");
});
afterEach(() => rm(root, { recursive: true }));

async function buildCommand(command: string): Promise<void> {
  await Bun.write(join(root, "package.json"), JSON.stringify({ scripts: { build: command } }));
}

async function countBuilds(): Promise<number> {
  return (await Bun.file(join(root, "builds")).text()).trim().split("\n").length;
}

const quiet = () => {};

describe("ensureArtefacts", () => {
  test("builds once for all who ask", async () => {
    await Promise.all([ensureArtefacts(root, quiet), ensureArtefacts(root, quiet), ensureArtefacts(root, quiet)]);
    expect(await ensureArtefacts(root, quiet)).toBe(join(root, ".draht"));
    expect(await countBuilds()).toBe(1);
  });

  test("builds again when a source changes", async () => {
    await ensureArtefacts(root, quiet);
    await Bun.write(join(root, "functions", "one.ts"), "export const changed = true;");
    await ensureArtefacts(root, quiet);
    expect(await countBuilds()).toBe(2);
  });

  test.each([".draht/layer", ".draht/functions", "web/.open-next"])("builds again when %s is gone", async (output) => {
    await ensureArtefacts(root, quiet);
    await rm(join(root, output), { recursive: true });
    await ensureArtefacts(root, quiet);
    expect(await countBuilds()).toBe(2);
  });

  test("does not care for tests, nor for what a build writes", async () => {
    await ensureArtefacts(root, quiet);
    await Bun.write(join(root, "functions", "one.test.ts"), "changed");
    await Bun.write(join(root, "web", ".next", "BUILD_ID"), "changed");
    await Bun.write(join(root, "web", "node_modules", "a", "index.js"), "changed");
    await ensureArtefacts(root, quiet);
    expect(await countBuilds()).toBe(1);
  });

  test("has the site among the artefacts, also when the repository's folder is renamed", async () => {
    await ensureArtefacts(root, quiet);
    expect(await realpath(join(root, ".draht", "web"))).toBe(await realpath(join(root, "web")));
    const renamed = `${root}-renamed`;
    await rename(root, renamed);
    root = renamed;
    expect(await realpath(join(root, ".draht", "web"))).toBe(await realpath(join(root, "web")));
  });

  test("tells what a build prints, and what a failing one printed", async () => {
    await buildCommand("echo no such layer && exit 1");
    const printed: string[] = [];
    const error = await rejection(ensureArtefacts(root, (text) => printed.push(text)));
    expect(error).toMatchObject({ code: "BUILD_FAILED", detail: expect.stringContaining("no such layer") });
    expect(printed.join("")).toContain("no such layer");
  });

  test("repeats a build that failed", async () => {
    await buildCommand("echo x >> builds && exit 1");
    await rejection(ensureArtefacts(root, quiet));
    await rejection(ensureArtefacts(root, quiet));
    expect(await countBuilds()).toBe(2);
  });
});
