import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BunRelease } from "./bun-release.ts";
import { pinnedRelease } from "./bun-release.ts";
import packageJson from "../../package.json" with { type: "json" };
import { pinnedBun } from "./pinned-bun.ts";

const binary = new TextEncoder().encode("an executable");
const tarball = await new Bun.Archive({ "package/bin/bun": binary }, { compress: "gzip" }).bytes();

/** A release that the test's registry publishes. */
const release: BunRelease = {
  version: "9.9.9",
  packages: {
    x64: bunPackage("@test/bun-x64", integrityOf(tarball), sha256(binary)),
    arm64: bunPackage("@test/bun-arm64", integrityOf(tarball), sha256(binary)),
  },
};

describe("the pinned Bun", () => {
  let folder: string;
  let registry: Bun.Server<undefined>;
  let downloads = 0;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "pinned-bun-"));
    registry = Bun.serve({
      hostname: "127.0.0.1",
      port: 0,
      fetch({ url }) {
        const path = decodeURIComponent(new URL(url).pathname);
        if (path.endsWith(".tgz")) {
          downloads += 1;
          return new Response(tarball);
        }
        const dist = { tarball: `${registry.url.origin}${path}/-/bun.tgz`, integrity: integrityOf(tarball) };
        const version = { name: path.slice(1), version: release.version, dist };
        return Response.json({
          name: version.name,
          "dist-tags": { latest: release.version },
          versions: { [release.version]: version },
        });
      },
    });
  });

  afterAll(async () => {
    await registry.stop(true);
    await rm(folder, { recursive: true });
  });

  const environment = (address = registry.url.origin) => ({ ...process.env, BUN_CONFIG_REGISTRY: address });

  test("comes from the configured registry, executable, and from the cache the next time", async () => {
    const cacheDir = join(folder, "fresh");
    const before = downloads;

    const path = await pinnedBun("arm64", { cacheDir, release, environment: environment() });
    const again = await pinnedBun("arm64", { cacheDir, release, environment: environment() });

    expect(path).toBe(join(cacheDir, "bun-9.9.9-arm64", "bun"));
    expect(await Bun.file(path).bytes()).toEqual(binary);
    expect((await stat(path)).mode & 0o777).toBe(0o755);
    expect(again).toBe(path);
    expect(downloads - before).toBe(1);
  });

  test("is fetched again when the cached file is not the pinned one", async () => {
    const cacheDir = join(folder, "damaged");
    const cached = join(cacheDir, "bun-9.9.9-x86_64", "bun");
    await Bun.write(cached, "half an executab");

    await pinnedBun("x64", { cacheDir, release, environment: environment() });

    expect(await Bun.file(cached).bytes()).toEqual(binary);
  });

  test("is refused when the tarball has another integrity than the pinned one", async () => {
    const cacheDir = join(folder, "tampered");
    const pinned = { ...release.packages.x64, integrity: integrityOf(binary) };
    const tampered = { ...release, packages: { ...release.packages, x64: pinned } };

    const error = await pinnedBun("x64", { cacheDir, release: tampered, environment: environment() }).catch(
      (reason: unknown) => reason,
    );

    expect(error).toMatchObject({ name: "LayerError", code: "INTEGRITY_MISMATCH" });
    expect(await stat(cacheDir).catch((reason: unknown) => reason)).toMatchObject({ code: "ENOENT" });
  });

  test("is refused when the executable inside of the tarball is not the pinned one", async () => {
    const pinned = { ...release.packages.x64, binarySha256: sha256(tarball) };
    const repacked = { ...release, packages: { ...release.packages, x64: pinned } };

    const error = await pinnedBun("x64", {
      cacheDir: join(folder, "repacked"),
      release: repacked,
      environment: environment(),
    }).catch((reason: unknown) => reason);

    expect(error).toMatchObject({ name: "LayerError", code: "INTEGRITY_MISMATCH" });
  });

  test("says that the registry cannot be reached", async () => {
    const closed = Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: () => new Response() });
    const { origin } = closed.url;
    await closed.stop(true);

    const error = await pinnedBun("x64", {
      cacheDir: join(folder, "offline"),
      release,
      environment: environment(origin),
    }).catch((reason: unknown) => reason);

    expect(error).toMatchObject({ name: "LayerError", code: "REGISTRY_UNREACHABLE" });
  });

  test("says that the cache cannot be written", async () => {
    const file = join(folder, "a-file");
    await Bun.write(file, "");

    const error = await pinnedBun("x64", { cacheDir: file, release, environment: environment() }).catch(
      (reason: unknown) => reason,
    );

    expect(error).toMatchObject({ name: "LayerError", code: "OUTPUT_NOT_WRITABLE" });
  });

  test("is the version that package.json asks for", () => {
    expect<string>(pinnedRelease.version).toBe(packageJson.engines.bun);
  });
});

function bunPackage(name: string, integrity: string, binarySha256: string) {
  return { name, integrity, binarySha256 };
}

function integrityOf(bytes: Uint8Array): string {
  return `sha512-${new Bun.CryptoHasher("sha512").update(bytes).digest("base64")}`;
}

function sha256(bytes: Uint8Array): string {
  return new Bun.CryptoHasher("sha256").update(bytes).digest("hex");
}
