import { chmod, cp, mkdir, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { holdUdpPort } from "../../local/reserved-port.ts";
import { ensurePlatform } from "../../synth/installed-platform.ts";
import type { JsonObject } from "../../synth/json.ts";
import { type Clone, cloneRepository, repositoryRoot } from "../clone.ts";
import type { AppSyncStandIn } from "./app-sync-stand-in.ts";
import { type AwsStandIn, startAwsStandIn } from "./aws-stand-in.ts";

export interface CommandResult {
  readonly exitCode: number | null;
  /** All that it printed. */
  readonly output: string;
  /** The resources that were to be created. */
  readonly resources: readonly RecordedResource[];
}

export interface RecordedResource {
  readonly type: string;
  /** The logical one. */
  readonly name: string;
  /** Secrets in plain text. */
  readonly inputs: JsonObject;
}

/** A command that runs in the clone. */
export interface RunningCommand {
  readonly process: Bun.Subprocess<"ignore", "pipe", "pipe">;
  /** The resources that were to be created so far. */
  readonly resources: () => Promise<readonly RecordedResource[]>;
}

/** A clone of the repository in the hands of someone with an account, which is empty and not AWS's. */
export interface Deployer extends AsyncDisposable {
  /** The clone. */
  readonly folder: string;
  readonly aws: AwsStandIn;
  /** Runs `bun x sst <args>` in the clone, to its end. */
  sst(args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<CommandResult>;
  /** Starts Bun with arguments in the clone. */
  start(args: readonly string[], environment?: Readonly<Record<string, string>>): RunningCommand;
}

/**
 * Waits while another deployer of this machine is at work.
 *
 * @param appSync Where live functions are reached; nowhere unless given.
 */
export async function createDeployer(appSync?: AppSyncStandIn): Promise<Deployer> {
  using unfinished = new DisposableStack();
  unfinished.use(await takeTurn());
  const [clone, home] = await Promise.all([cloneRepository(), mkdtemp(join(tmpdir(), "draht-deployer-"))]);
  await linkPackages(clone);
  const pulumi = join(home, "sst", "bin", "pulumi");
  await writeCommand(pulumi, `exec "${process.execPath}" "${join(import.meta.dir, "engine.ts")}" "$@"`);
  const aws = startAwsStandIn(appSync?.host ?? "nowhere.invalid");
  const start: Deployer["start"] = (args, environment = {}) => {
    const record = Bun.file(join(home, `resources-${crypto.randomUUID()}`));
    const child = Bun.spawn([process.execPath, ...args], {
      cwd: clone.folder,
      env: {
        PATH: process.env["PATH"],
        HOME: home,
        // Where SST leaves a log of each command.
        TMPDIR: home,
        XDG_CONFIG_HOME: home,
        AWS_ENDPOINT_URL: aws.url,
        AWS_ACCESS_KEY_ID: "nobody",
        AWS_SECRET_ACCESS_KEY: "nothing",
        SST_TELEMETRY_DISABLED: "1",
        SST_SKIP_DEPENDENCY_CHECK: "1",
        SST_BUN_PATH: process.execPath,
        SST_PULUMI_PATH: pulumi,
        DRAHT_ENGINE_RECORD: record.name,
        ...(appSync && { SSL_CERT_FILE: appSync.certificate }),
        ...environment,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    return { process: child, resources: () => recorded(record) };
  };
  const turn = unfinished.move();
  return {
    folder: clone.folder,
    aws,
    start,
    async sst(args, environment) {
      const { process: child, resources } = start(["x", "sst", ...args], environment);
      const [stdout, stderr] = await Promise.all([child.stdout.text(), child.stderr.text()]);
      const exitCode = await child.exited;
      return { exitCode, output: `${stdout}${stderr}`, resources: await resources() };
    },
    async [Symbol.asyncDispose]() {
      await aws[Symbol.asyncDispose]();
      await clone[Symbol.asyncDispose]();
      await rm(home, { recursive: true, force: true });
      turn.dispose();
    },
  };
}

/** Beside the ports of SST's servers, which begin with the next one, and of UDP: it only says whose turn it is. */
const turnPort = 13_556;

/**
 * A server of SST looks for a port that is free and listens on it a moment later: of two that start at once both may take
 * the same, and the program of one would speak to the other.
 */
async function takeTurn(): Promise<Disposable> {
  for (;;) {
    const turn = await holdUdpPort(turnPort);
    if (turn !== undefined) return turn;
    await Bun.sleep(50);
  }
}

async function recorded(record: Bun.BunFile): Promise<readonly RecordedResource[]> {
  if (!(await record.exists())) return [];
  const lines = (await record.text()).split("\n").filter(Boolean);
  return lines.map((line) => JSON.parse(line));
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
