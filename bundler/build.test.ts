import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { functions } from "../functions/manifest/functions.ts";

describe("bun bundler/build.ts", () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "bundler-cli-"));
  });

  afterAll(() => rm(folder, { recursive: true }));

  test("bundles every function and keeps the source maps apart, once", async () => {
    const out = join(folder, "functions");
    const sourcemaps = join(folder, "sourcemaps");

    const { exitCode, stdout } = await run("--out", out, "--sourcemaps", sourcemaps);

    expect(exitCode).toBe(0);
    const names = functions.map(({ name }) => name).sort();
    expect((await readdir(out)).sort()).toEqual(names);
    expect((await readdir(sourcemaps)).sort()).toEqual(names);
    for (const name of names) {
      expect(stdout.toString()).toContain(name);
      expect((await readdir(join(out, name))).sort()).toEqual(["index.js", "index.js.jsc"]);
    }

    const again = await run("--out", out, "--sourcemaps", sourcemaps);
    expect(again.stdout.toString()).toContain(`${names.length} of them unchanged`);
  });

  test("explains itself with --help", async () => {
    const { exitCode, stdout } = await run("--help");

    expect(exitCode).toBe(0);
    expect(stdout.toString()).toContain("--sourcemaps <folder>");
  });

  test("refuses an unknown option in one line", async () => {
    const { exitCode, stderr } = await run("--unknown");

    expect(exitCode).toBe(1);
    expect(stderr.toString().trim().split("\n")).toHaveLength(1);
  });

  test("says in one line that a folder cannot be written", async () => {
    const file = join(folder, "a-file");
    await Bun.write(file, "");

    const { exitCode, stderr } = await run("--out", file, "--sourcemaps", join(folder, "unused"));

    expect(exitCode).toBe(1);
    expect(stderr.toString().trim().split("\n")).toHaveLength(1);
  });
});

function run(...args: string[]) {
  return Bun.$`${process.execPath} ${join(import.meta.dir, "build.ts")} ${args}`.nothrow().quiet();
}
