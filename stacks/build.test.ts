import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "./build.ts";
import { VisibleError } from "./visible-error.ts";

/** A repository whose builds are the given programs. */
let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "draht-build-"));
});
afterEach(() => rm(root, { recursive: true }));

async function repositoryWith(builds: { layers: string; functions: string; site?: string }): Promise<void> {
  const { layers, functions, site = "" } = builds;
  await Bun.write(join(root, "layers/bun/build.ts"), layers);
  await Bun.write(join(root, "bundler/build.ts"), functions);
  await Bun.write(join(root, "web/build/run.ts"), site);
}

/** Runs the builds and returns what they printed, or the error. */
async function attempt(environment: Record<string, string>) {
  const progress: string[] = [];
  try {
    await build({ root, environment, onProgress: (line) => progress.push(line) });
    return { progress };
  } catch (error) {
    return { progress, error };
  }
}

const bun = { npm_execpath: process.execPath };

describe("build", () => {
  test("builds layers for both processors, the functions and the site, and passes on what they say", async () => {
    await repositoryWith({
      layers: 'console.log("layers", ...process.argv.slice(2)); console.error("downloading")',
      functions: 'console.log("functions in", process.cwd())',
      site: 'console.log("site")',
    });
    const { progress, error } = await attempt(bun);
    expect(error).toBeUndefined();
    expect(progress.slice(0, 2).sort()).toEqual(["downloading", "layers --arch all --zip"]);
    expect(progress[2]).toEndWith(root);
    expect(progress[3]).toBe("site");
  });

  test("a build that fails ends it, with what it said last", async () => {
    await repositoryWith({
      layers: 'for (let n = 0; n < 100; n++) console.log(`line ${n}`); console.error("no registry"); process.exit(1)',
      functions: 'console.log("never reached")',
    });
    const { progress, error } = await attempt(bun);
    expect(error).toBeInstanceOf(VisibleError);
    expect(error).toMatchObject({ code: "BUILD_FAILED" });
    expect(String(error)).toContain("bun layers/bun/build.ts --arch all --zip");
    expect(String(error)).toContain("no registry");
    expect(String(error)).not.toContain("line 1\n");
    expect(progress).not.toContain("never reached");
  });

  test("the Bun on PATH does where no Bun started this", async () => {
    await repositoryWith({ layers: "", functions: 'console.log("built")' });
    await symlink(process.execPath, join(root, "bun"));
    const { progress } = await attempt({ npm_execpath: "/usr/lib/npm-cli.js", PATH: root });
    expect(progress).toEqual(["built"]);
  });

  test("says how to get one where there is none", async () => {
    await repositoryWith({ layers: "", functions: "" });
    const { error } = await attempt({ PATH: root });
    expect(error).toMatchObject({ code: "BUN_NOT_FOUND", message: expect.stringContaining("bun x sst deploy") });
  });

  test("a build does not get the options of the Node that runs the program", async () => {
    await repositoryWith({ layers: "", functions: "console.log(process.env.NODE_OPTIONS)" });
    const { progress } = await attempt({ ...bun, NODE_OPTIONS: "--no-warnings" });
    expect(progress).toEqual(["undefined"]);
  });
});
