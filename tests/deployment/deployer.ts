import { chmod, cp, mkdir, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ensurePlatform } from "../../synth/installed-platform.ts";
import { type Clone, cloneRepository, repositoryRoot } from "../clone.ts";
import { type AwsStandIn, startAwsStandIn } from "./aws-stand-in.ts";

export interface CommandResult {
  readonly exitCode: number | null;
  /** All that it printed. */
  readonly output: string;
  /** Types and logical names of the resources that were to be created. */
  readonly resources: readonly { readonly type: string; readonly name: string }[];
}

/** A clone of the repository in the hands of someone with an account, which is empty and not AWS's. */
export interface Deployer extends AsyncDisposable {
  /** The clone. */
  readonly folder: string;
  readonly aws: AwsStandIn;
  /** Runs `bun x sst <args>` in the clone. */
  sst(args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<CommandResult>;
}

export async function createDeployer(): Promise<Deployer> {
  const [clone, home] = await Promise.all([cloneRepository(), mkdtemp(join(tmpdir(), "draht-deployer-"))]);
  await linkPackages(clone);
  const pulumi = join(home, "sst", "bin", "pulumi");
  await writeCommand(pulumi, `exec "${process.execPath}" "${join(import.meta.dir, "engine.ts")}" "$@"`);
  const aws = startAwsStandIn();
  return {
    folder: clone.folder,
    aws,
    async sst(args, environment = {}) {
      const record = Bun.file(join(home, `resources-${crypto.randomUUID()}`));
      const child = Bun.spawn([process.execPath, "x", "sst", ...args], {
        cwd: clone.folder,
        env: {
          PATH: process.env["PATH"],
          HOME: home,
          TMPDIR: tmpdir(),
          XDG_CONFIG_HOME: home,
          AWS_ENDPOINT_URL: aws.url,
          AWS_ACCESS_KEY_ID: "nobody",
          AWS_SECRET_ACCESS_KEY: "nothing",
          SST_TELEMETRY_DISABLED: "1",
          SST_SKIP_DEPENDENCY_CHECK: "1",
          SST_BUN_PATH: process.execPath,
          SST_PULUMI_PATH: pulumi,
          DRAHT_ENGINE_RECORD: record.name,
          ...environment,
        },
        stdio: ["ignore", "pipe", "pipe"],
      });
      const [stdout, stderr] = await Promise.all([child.stdout.text(), child.stderr.text()]);
      const exitCode = await child.exited;
      const lines = (await record.exists()) ? (await record.text()).split("\n").filter(Boolean) : [];
      return { exitCode, output: `${stdout}${stderr}`, resources: lines.map((line) => JSON.parse(line)) };
    },
    async [Symbol.asyncDispose]() {
      await aws[Symbol.asyncDispose]();
      await clone[Symbol.asyncDispose]();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Packages and SST's components are those of the repository; what SST writes beside them stays in the clone. */
async function linkPackages({ folder }: Clone): Promise<void> {
  await ensurePlatform(repositoryRoot, () => {});
  await symlink(join(repositoryRoot, "node_modules"), join(folder, "node_modules"));
  const platform = join(repositoryRoot, ".sst", "platform");
  await mkdir(join(folder, ".sst", "platform"), { recursive: true });
  await cp(join(repositoryRoot, ".sst", "provider-lock.json"), join(folder, ".sst", "provider-lock.json"));
  for (const entry of await readdir(platform, { withFileTypes: true })) {
    const copy = join(folder, ".sst", "platform", entry.name);
    if (entry.isDirectory()) await symlink(join(platform, entry.name), copy);
    else if (!entry.name.endsWith(".mjs")) await cp(join(platform, entry.name), copy);
  }
}

async function writeCommand(path: string, line: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await Bun.write(path, `#!/bin/sh\n${line}\n`);
  await chmod(path, 0o755);
}
