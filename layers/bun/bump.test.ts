import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { mentionedVersions, readMentioningFiles } from "./bun-mentions.ts";
import { repository } from "./bun-package.ts";
import { pinnedRelease } from "./bun-release.ts";
import { FakeRegistry, type PublishedPackage } from "./testing/fake-registry.ts";
import { type EndedCommand, runCommand } from "./testing/run-command.ts";

const newer = "99.0.1";
const { x64, arm64 } = pinnedRelease.packages;

describe("bun layers/bun/bump.ts", () => {
  let folder: string;
  /** Has a newer Bun. */
  let newest: FakeRegistry;
  /** Has the pinned Bun and an older one. */
  let current: FakeRegistry;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "bump-"));
    newest = await FakeRegistry.start([...release(pinnedRelease.version), ...release(newer)]);
    current = await FakeRegistry.start([...release("0.8.1"), ...release(pinnedRelease.version)]);
  });

  afterAll(async () => {
    await newest[Symbol.asyncDispose]();
    await current[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  test("--check says with its exit code that a newer Bun is there, and changes nothing", async () => {
    const root = await copyOfRepository();

    const { exitCode, stdout } = await bump(["--check", "--root", root], newest);

    expect(exitCode).toBe(2);
    expect(stdout).toContain(`Bun ${newer} is in the registry, ${pinnedRelease.version} is pinned`);
    expect(await versionsIn(root)).toEqual(new Set([pinnedRelease.version]));
  });

  test.each([[["--check"]], [[]]])("leaves the pinned Bun where nothing newer is there: %j", async (args) => {
    const root = await copyOfRepository();

    const { exitCode, stdout } = await bump([...args, "--root", root], current);

    expect(exitCode).toBe(0);
    expect(stdout).toContain("nothing newer");
    expect(await versionsIn(root)).toEqual(new Set([pinnedRelease.version]));
  });

  test("pins the latest version wherever it is named, and says what is next", async () => {
    const root = await copyOfRepository();

    const { exitCode, stdout } = await bump(["--root", root], newest);

    expect(exitCode).toBe(0);
    expect(stdout).toContain(`npx -y bun@${newer} install`);
    expect(await versionsIn(root)).toEqual(new Set([newer]));
    expect(await Bun.file(join(root, "layers/bun/bun-release.json")).json()).toEqual({
      version: newer,
      packages: { x64: pinned(newest, x64.name, newer), arm64: pinned(newest, arm64.name, newer) },
    });
  });

  test("pins the version that is asked for, an older one as well", async () => {
    const root = await copyOfRepository();

    const { exitCode } = await bump(["--to", "0.8.1", "--root", root], current);

    expect(exitCode).toBe(0);
    expect(await versionsIn(root)).toEqual(new Set(["0.8.1"]));
  });

  test("refuses a version that the registry has not, and changes nothing", async () => {
    const root = await copyOfRepository();

    const { exitCode, stderr } = await bump(["--to", "98.0.0", "--root", root], newest);

    expect(exitCode).toBe(1);
    expect(stderr.trim()).toBe("The package registry has no bun-types@98.0.0: ask for another version.");
    expect(await versionsIn(root)).toEqual(new Set([pinnedRelease.version]));
  });

  test("says in one line that the registry cannot be reached", async () => {
    // Port 9 (discard) is closed on this machine, so the connection is refused at once.
    const { exitCode, stderr } = await bump(["--check", "--root", folder], { address: "http://127.0.0.1:9" });

    expect(exitCode).toBe(1);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toContain("could not be fetched from the package registry");
  });

  test.each([[["--to", "latest"]], [["--check", "--to", newer]], [["--unknown"]]])("refuses %j", async (args) => {
    const { exitCode, stderr } = await bump(args, current);

    expect(exitCode).toBe(1);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  test("explains itself with --help", async () => {
    expect(await bump(["--help"], current)).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("--check") });
  });

  /** Only what a bump edits. */
  async function copyOfRepository(): Promise<string> {
    const root = await mkdtemp(join(folder, "repository-"));
    for (const path of [...(await readMentioningFiles(repository)).keys(), "layers/bun/bun-release.json"]) {
      await cp(join(repository, path), join(root, path), { recursive: true });
    }
    return root;
  }

  function bump(args: readonly string[], registry: Pick<FakeRegistry, "address">): Promise<EndedCommand> {
    // Nothing of the machine's own registry configuration.
    const environment = { PATH: dirname(process.execPath), HOME: folder, BUN_CONFIG_REGISTRY: registry.address };
    return runCommand(join(import.meta.dir, "bump.ts"), args, environment);
  }
});

async function versionsIn(root: string): Promise<Set<string>> {
  const { version } = await Bun.file(join(root, "layers/bun/bun-release.json")).json();
  const texts = [...(await readMentioningFiles(root))];
  return new Set([version, ...texts.flatMap(([path, text]) => mentionedVersions(path, text))]);
}

function release(version: string): PublishedPackage[] {
  const executable = { "bin/bun": `Bun ${version}` };
  return [
    { name: "bun", version, files: {} },
    { name: "bun-types", version, files: {} },
    { name: x64.name, version, files: executable },
    { name: arm64.name, version, files: executable },
  ];
}

function pinned(registry: FakeRegistry, name: string, version: string) {
  const binarySha256 = new Bun.CryptoHasher("sha256").update(`Bun ${version}`).digest("hex");
  return { name, integrity: registry.integrity(name, version), binarySha256 };
}
