import { expect, test } from "bun:test";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { engines } from "../package.json";
import { FakeRegistry } from "../layers/bun/testing/fake-registry.ts";

const root = join(import.meta.dir, "..");

/** A clone as far as `scripts/install.ts` needs it, with an empty package cache of its own. */
async function clone(): Promise<
  { folder: string; install: (env?: Record<string, string>) => Promise<Outcome> } & AsyncDisposable
> {
  const folder = await mkdtemp(join(tmpdir(), "draht-install-"));
  for (const name of ["package.json", "bun.lock", "bunfig.toml", "scripts"]) {
    await cp(join(root, name), join(folder, name), { recursive: true });
  }
  const install = async (env: Record<string, string> = {}): Promise<Outcome> => {
    const child = Bun.spawn([process.execPath, "scripts/install.ts"], {
      cwd: folder,
      env: { ...process.env, BUN_INSTALL_CACHE_DIR: join(folder, "cache"), ...env },
      stdin: "ignore",
      stdout: "ignore",
      stderr: "pipe",
    });
    const [stderr, exitCode] = await Promise.all([new Response(child.stderr).text(), child.exited]);
    return { exitCode, stderr };
  };
  return { folder, install, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}

interface Outcome {
  exitCode: number;
  stderr: string;
}

test("an unreachable registry is one line that says what to check, and the exit code is 1", async () => {
  await using repository = await clone();
  // Port 9 (discard) is closed on this machine, so the connection is refused at once.
  const { exitCode, stderr } = await repository.install({ BUN_CONFIG_REGISTRY: "http://127.0.0.1:9" });
  const errors = stderr.split("\n").filter((line) => line.startsWith("Cannot install"));
  expect(errors).toHaveLength(1);
  expect(errors[0]).toStartWith("Cannot install packages: the npm registry is unreachable. Check the network");
  expect(exitCode).toBe(1);
});

test("a package.json that the lock file does not match is refused, and the line says how to mend it", async () => {
  await using registry = await FakeRegistry.start([{ name: "valibot", version: "1.4.0", files: {} }]);
  await using repository = await clone();
  const manifest = Bun.file(join(repository.folder, "package.json"));
  const content = (await manifest.json()) as { dependencies: Record<string, string> };
  content.dependencies["valibot"] = "1.4.0";
  await Bun.write(manifest, JSON.stringify(content));
  const { exitCode, stderr } = await repository.install({ BUN_CONFIG_REGISTRY: registry.address });
  expect(stderr).toContain("package.json and bun.lock disagree. Run `bun install` and commit bun.lock.");
  expect(exitCode).toBe(1);
});

test("a lock file that is too new for this Bun is refused, and the line names the Bun to use", async () => {
  await using repository = await clone();
  const lock = Bun.file(join(repository.folder, "bun.lock"));
  await Bun.write(lock, (await lock.text()).replace(/"lockfileVersion": \d+/, '"lockfileVersion": 99'));
  const { exitCode, stderr } = await repository.install({ BUN_CONFIG_REGISTRY: "http://127.0.0.1:9" });
  expect(stderr).toContain(
    `Bun ${Bun.version} cannot read bun.lock. Use Bun ${engines.bun}: npm install --global bun@`,
  );
  expect(exitCode).toBe(1);
});

test("a failed installation is not taken for a finished one", async () => {
  await using repository = await clone();
  await repository.install({ BUN_CONFIG_REGISTRY: "http://127.0.0.1:9" });
  const second = await repository.install({ BUN_CONFIG_REGISTRY: "http://127.0.0.1:9" });
  expect(second.exitCode).toBe(1);
});
