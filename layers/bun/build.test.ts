import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pinnedRelease } from "./bun-release.ts";
import { readZip } from "./testing/read-zip.ts";
import { type EndedCommand, runCommand } from "./testing/run-command.ts";

describe("bun layers/bun/build.ts", () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "layer-cli-"));
  });

  afterAll(() => rm(folder, { recursive: true }));

  test("explains itself with --help", async () => {
    const { exitCode, stdout } = await run(["--help"]);

    expect(exitCode).toBe(0);
    expect(stdout).toContain("--arch x86_64|arm64|all|host");
  });

  test("makes a layer that can be published: the zip, and its bill of materials beside it and inside", async () => {
    // The host's own where Lambda has it, for that needs no download.
    const architecture = process.platform === "linux" && process.arch === "x64" ? "x86_64" : "arm64";
    const out = join(folder, "published");

    const { exitCode, stdout } = await run(["--arch", architecture, "--zip", "--out", out]);

    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/MB zipped, .*; .* MB unzipped, which leaves/);
    const name = join(out, `bun-${pinnedRelease.version}-${architecture}`);
    const inside = readZip(await Bun.file(`${name}.zip`).bytes()).find(
      ({ path }) => path === "bun-layer/sbom.cdx.json",
    );
    expect(Buffer.from(inside?.bytes ?? []).toString()).toBe(await Bun.file(`${name}.cdx.json`).text());

    const again = await run(["--arch", architecture, "--zip", "--out", out]);
    expect(again.stdout).toContain(`${name}.zip unchanged`);
    expect(again.stdout).not.toContain("zipping");
    // The best compression keeps a processor busy for ten seconds: minutes, where many share it.
  }, 600_000);

  test.each(["--arch=sparc", "--unknown"])("refuses %s in one line", async (argument) => {
    const { exitCode, stderr } = await run([argument]);

    expect(exitCode).toBe(1);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  test("says in one line that the registry cannot be reached", async () => {
    const otherArchitecture = process.platform === "linux" && process.arch === "arm64" ? "x86_64" : "arm64";

    const { exitCode, stderr } = await run(
      ["--arch", otherArchitecture, "--out", join(folder, "layer"), "--cache", join(folder, "cache")],
      // Port 9 (discard) is closed on this machine, so the connection is refused at once.
      { BUN_CONFIG_REGISTRY: "http://127.0.0.1:9" },
    );

    expect(exitCode).toBe(1);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toContain("could not be fetched from the package registry");
  });
});

function run(args: readonly string[], environment: Record<string, string> = {}): Promise<EndedCommand> {
  return runCommand(join(import.meta.dir, "build.ts"), args, { ...process.env, ...environment });
}
