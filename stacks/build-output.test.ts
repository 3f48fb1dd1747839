import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pinnedRelease } from "../layers/bun/bun-release.ts";
import { BuildOutputError, functionBundle, layerArchive } from "./build-output.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "draht-build-output-"));
});
afterEach(() => rm(root, { recursive: true }));

function failure(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

describe("layerArchive", () => {
  test("finds the zip of the pinned Bun for the architecture, with its hash", async () => {
    const path = join(root, ".draht/layer", `bun-${pinnedRelease.version}-arm64.zip`);
    await Bun.write(path, "zip");
    expect(layerArchive(root, "arm64")).toEqual({ path, sha256: new Bun.SHA256().update("zip").digest("hex") });
  });

  test("says what to run when there is none for the architecture", async () => {
    await Bun.write(join(root, ".draht/layer", `bun-${pinnedRelease.version}-arm64.zip`), "zip");
    const error = failure(() => layerArchive(root, "x86_64"));
    expect(error).toBeInstanceOf(BuildOutputError);
    expect(error).toMatchObject({ code: "LAYER_NOT_BUILT", message: expect.stringContaining("bun run build") });
  });
});

describe("functionBundle", () => {
  test("is the function's own folder, as an absolute path", async () => {
    const folder = join(root, ".draht/functions/getThing");
    await Bun.write(join(folder, "index.js"), "");
    expect(functionBundle(root, "getThing")).toBe(folder);
  });

  test("says what to run when the folder holds no code", async () => {
    await mkdir(join(root, ".draht/functions/getThing"), { recursive: true });
    const error = failure(() => functionBundle(root, "getThing"));
    expect(error).toBeInstanceOf(BuildOutputError);
    expect(error).toMatchObject({ code: "FUNCTION_NOT_BUILT", message: expect.stringContaining("bun run build") });
  });
});
