import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pinnedRelease } from "../layers/bun/bun-release.ts";
import { functionBundle, layerArchive } from "./build-output.ts";
import { VisibleError } from "./visible-error.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "draht-build-output-"));
});
afterEach(() => rm(folder, { recursive: true }));

function failure(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

describe("layerArchive", () => {
  test("finds the zip of the pinned Bun for the architecture", async () => {
    const path = join(folder, "layer", `bun-${pinnedRelease.version}-arm64.zip`);
    await Bun.write(path, "zip");
    expect(layerArchive(folder, "arm64")).toBe(path);
  });

  test("says what to run when there is none for the architecture", async () => {
    await Bun.write(join(folder, "layer", `bun-${pinnedRelease.version}-arm64.zip`), "zip");
    const error = failure(() => layerArchive(folder, "x86_64"));
    expect(error).toBeInstanceOf(VisibleError);
    expect(error).toMatchObject({ code: "LAYER_NOT_BUILT", message: expect.stringContaining("bun run build") });
  });
});

describe("functionBundle", () => {
  test("is the function's own folder, as an absolute path", async () => {
    const bundle = join(folder, "functions/getThing");
    await Bun.write(join(bundle, "index.js"), "");
    expect(functionBundle(folder, "getThing")).toBe(bundle);
  });

  test("says what to run when the folder holds no code", async () => {
    await mkdir(join(folder, "functions/getThing"), { recursive: true });
    const error = failure(() => functionBundle(folder, "getThing"));
    expect(error).toBeInstanceOf(VisibleError);
    expect(error).toMatchObject({ code: "FUNCTION_NOT_BUILT", message: expect.stringContaining("bun run build") });
  });
});
