import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rejection } from "../functions/backend/testing/rejection.ts";
import packageFile from "../package.json";
import { ensurePlatform } from "./installed-platform.ts";

const { sst } = packageFile.devDependencies;

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "draht-synth-platform-"));
});
afterEach(() => rm(root, { recursive: true }));

/** An `sst:install` that leaves components of a version, and counts how often it was run. */
async function installing(version: string): Promise<void> {
  const install = [
    "mkdir -p .sst/platform/node_modules/@pulumi",
    "touch .sst/provider-lock.json",
    `echo ${version} > .sst/platform/version`,
    "echo x >> installations",
  ].join(" && ");
  await Bun.write(join(root, "package.json"), JSON.stringify({ scripts: { "sst:install": install } }));
}

async function countInstallations(): Promise<number> {
  return (await Bun.file(join(root, "installations")).text()).trim().split("\n").length;
}

const quiet = () => {};

describe("ensurePlatform", () => {
  test("installs the components once for all who ask", async () => {
    await installing(sst);
    await Promise.all([ensurePlatform(root, quiet), ensurePlatform(root, quiet)]);
    await ensurePlatform(root, quiet);
    expect(await countInstallations()).toBe(1);
  });

  test("replaces components of another version", async () => {
    await installing(sst);
    await Bun.write(join(root, ".sst/platform/version"), "4.0.0");
    await ensurePlatform(root, quiet);
    expect(await Bun.file(join(root, ".sst/platform/version")).text()).toBe(`${sst}\n`);
  });

  test("tells when what was installed is not what is needed", async () => {
    await installing("4.0.0");
    expect(await rejection(ensurePlatform(root, quiet))).toMatchObject({ code: "PLATFORM_NOT_INSTALLED" });
  });
});
