import { mkdir, rename, rm } from "node:fs/promises";
import { join, resolve } from "node:path";

/** AWS's client of the Runtime API for Node.js, which the managed runtime nodejs24.x runs. */
const ricVersion = "4.0.2";
/** The newest release of the line that the managed runtime has. */
const nodeVersion = "24.21.0";

const cache = resolve(import.meta.dir, "../../../.draht/cache");

/** What building the client's native addon runs. */
const buildTools = ["npm", "cmake", "make", "g++", "python3", "xz"];

export interface NodeRic {
  readonly command: readonly string[];
  readonly nodeVersion: string;
  readonly ricVersion: string;
}

/** AWS's Node.js runtime cannot be had on this machine. */
export class NodeRicError extends Error {
  readonly code = "NODE_RIC_UNAVAILABLE";

  constructor(message: string) {
    super(message);
    this.name = "NodeRicError";
  }
}

/**
 * Installs AWS's runtime client and a Node.js from the npm registry into the cache, once. The client's native addon is
 * compiled here, which takes about half a minute.
 *
 * @throws NodeRicError saying what is missing.
 */
export async function installNodeRic(onProgress: (line: string) => void): Promise<NodeRic> {
  const folder = join(cache, `node-ric-${ricVersion}-node-${nodeVersion}`);
  const installed = { nodeVersion: nodeVersion, ricVersion: ricVersion, command: commandIn(folder) };
  if (await Bun.file(join(folder, "node_modules/aws-lambda-ric/rapid-client.node")).exists()) return installed;

  const missing = buildTools.filter((tool) => Bun.which(tool) === null);
  if (missing.length > 0) {
    throw new NodeRicError(
      `aws-lambda-ric cannot be built: ${missing.join(", ")} not found. Install them, then try again.`,
    );
  }
  const scratch = join(cache, `.node-ric-${crypto.randomUUID()}`);
  try {
    await install(scratch, onProgress);
    await rm(folder, { recursive: true, force: true });
    await rename(scratch, folder);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return installed;
}

async function install(folder: string, onProgress: (line: string) => void): Promise<void> {
  await mkdir(folder, { recursive: true });
  await Bun.write(
    join(folder, "package.json"),
    JSON.stringify({ private: true, allowScripts: { "aws-lambda-ric": true } }),
  );
  onProgress(`node-ric: installing Node.js ${nodeVersion}`);
  await npm(folder, [`${nodePackage()}@${nodeVersion}`, "--ignore-scripts"]);
  onProgress(`node-ric: compiling aws-lambda-ric ${ricVersion} (about half a minute)`);
  await npm(folder, [`aws-lambda-ric@${ricVersion}`]);
}

/** Runs `npm install` with the Node.js of the folder once it is there, so that the addon is built for it. */
async function npm(folder: string, args: readonly string[]): Promise<void> {
  const node = join(folder, "node_modules", nodePackage());
  const install = Bun.spawn(["npm", "install", "--save-exact", "--no-audit", "--no-fund", ...args], {
    cwd: folder,
    env: { ...process.env, PATH: `${join(node, "bin")}:${process.env["PATH"] ?? ""}`, npm_config_nodedir: node },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const [stdout, stderr, exitCode] = await Promise.all([install.stdout.text(), install.stderr.text(), install.exited]);
  if (exitCode === 0) return;
  const reason =
    `${stdout}\n${stderr}`
      .trim()
      .split("\n")
      .findLast((line) => /error/i.test(line)) ?? `exit code ${exitCode}`;
  throw new NodeRicError(`npm install ${args[0]} failed: ${reason}`);
}

function nodePackage(): string {
  return `node-${process.platform}-${process.arch}`;
}

function commandIn(folder: string): readonly string[] {
  return [
    join(folder, "node_modules", nodePackage(), "bin/node"),
    join(folder, "node_modules/aws-lambda-ric/index.mjs"),
  ];
}
