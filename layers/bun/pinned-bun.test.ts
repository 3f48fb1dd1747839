import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import { pinnedRelease, type BunRelease } from "./bun-release.ts";
import { pinnedBun } from "./pinned-bun.ts";
import { FakeRegistry, type PublishedPackage } from "./testing/fake-registry.ts";

const executable = new TextEncoder().encode("an executable");
const version = "9.9.9";
const token = "a-token-of-the-test";

describe("the pinned Bun", () => {
  let folder: string;
  let registry: FakeRegistry;
  let closedRegistry: FakeRegistry;
  /** What the registries publish. */
  let release: BunRelease;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "pinned-bun-"));
    const packages = ["@test/bun-x64", "@test/bun-arm64"].map(bunPackage);
    registry = await FakeRegistry.start(packages);
    closedRegistry = await FakeRegistry.start(packages, token);
    release = {
      version,
      packages: { x64: pinned(registry, "@test/bun-x64"), arm64: pinned(registry, "@test/bun-arm64") },
    };
  });

  afterAll(async () => {
    await registry[Symbol.asyncDispose]();
    await closedRegistry[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  /** Only what the test says about registries: no configuration of the machine. */
  const environment = (address = registry.address) => ({
    PATH: process.env["PATH"],
    HOME: folder,
    BUN_CONFIG_REGISTRY: address,
  });

  test("comes from the configured registry, executable, and from the cache the next time", async () => {
    const cacheDir = join(folder, "fresh");
    const before = registry.downloads;

    const path = await pinnedBun("arm64", { cacheDir, release, environment: environment() });
    const again = await pinnedBun("arm64", { cacheDir, release, environment: environment() });

    expect(path).toBe(join(cacheDir, "bun-9.9.9-arm64", "bun"));
    expect(await Bun.file(path).bytes()).toEqual(executable);
    expect((await stat(path)).mode & 0o777).toBe(0o755);
    expect(again).toBe(path);
    expect(registry.downloads - before).toBe(1);
  });

  test("comes from a registry that wants the login in the project's .npmrc", async () => {
    const projectDir = join(folder, "project");
    const host = closedRegistry.address.replace("http:", "");
    await Bun.write(join(projectDir, ".npmrc"), `registry=${closedRegistry.address}\n${host}:_authToken=${token}\n`);

    const path = await pinnedBun("x64", {
      cacheDir: join(folder, "private"),
      release,
      projectDir,
      environment: { PATH: process.env["PATH"], HOME: folder },
    });

    expect(await Bun.file(path).bytes()).toEqual(executable);
  });

  test("is not there without a login where the registry wants one", async () => {
    const error = await pinnedBun("x64", {
      cacheDir: join(folder, "no-login"),
      release,
      environment: environment(closedRegistry.address),
    }).catch((e: unknown) => e);

    expect(error).toMatchObject({
      name: "LayerError",
      code: "REGISTRY_UNREACHABLE",
      message: expect.stringContaining("401"),
    });
  });

  test("is fetched again when the cached file is not the pinned one", async () => {
    const cacheDir = join(folder, "damaged");
    const cached = join(cacheDir, "bun-9.9.9-x86_64", "bun");
    await Bun.write(cached, "half an executab");

    await pinnedBun("x64", { cacheDir, release, environment: environment() });

    expect(await Bun.file(cached).bytes()).toEqual(executable);
  });

  test("is refused when the tarball has another integrity than the pinned one", async () => {
    const cacheDir = join(folder, "tampered");
    const otherIntegrity = `sha512-${new Bun.CryptoHasher("sha512").update("another").digest("base64")}`;
    const x64 = { ...release.packages.x64, integrity: otherIntegrity };

    const error = await pinnedBun("x64", {
      cacheDir,
      release: { ...release, packages: { ...release.packages, x64 } },
      environment: environment(),
    }).catch((e: unknown) => e);

    expect(error).toMatchObject({ name: "LayerError", code: "INTEGRITY_MISMATCH" });
    expect(await stat(cacheDir).catch((e: unknown) => e)).toMatchObject({ code: "ENOENT" });
  });

  test("is refused when the executable inside of the tarball is not the pinned one", async () => {
    const x64 = { ...release.packages.x64, binarySha256: "00".repeat(32) };

    const error = await pinnedBun("x64", {
      cacheDir: join(folder, "repacked"),
      release: { ...release, packages: { ...release.packages, x64 } },
      environment: environment(),
    }).catch((e: unknown) => e);

    expect(error).toMatchObject({ name: "LayerError", code: "INTEGRITY_MISMATCH" });
  });

  test("says that the registry cannot be reached", async () => {
    const error = await pinnedBun("x64", {
      cacheDir: join(folder, "offline"),
      release,
      // Port 9 (discard) is closed on this machine, so the connection is refused at once.
      environment: environment("http://127.0.0.1:9"),
    }).catch((e: unknown) => e);

    expect(error).toMatchObject({ name: "LayerError", code: "REGISTRY_UNREACHABLE" });
  });

  test("says that the cache cannot be written", async () => {
    const file = join(folder, "a-file");
    await Bun.write(file, "");

    const error = await pinnedBun("x64", { cacheDir: file, release, environment: environment() }).catch(
      (e: unknown) => e,
    );

    expect(error).toMatchObject({ name: "LayerError", code: "OUTPUT_NOT_WRITABLE" });
  });

  test("is the version that package.json asks for", () => {
    expect<string>(pinnedRelease.version).toBe(packageJson.engines.bun);
  });
});

function bunPackage(name: string): PublishedPackage {
  return { name, version, files: { "bin/bun": executable } };
}

function pinned(registry: FakeRegistry, name: string) {
  const binarySha256 = new Bun.CryptoHasher("sha256").update(executable).digest("hex");
  return { name, integrity: registry.integrity(name, version), binarySha256 };
}
