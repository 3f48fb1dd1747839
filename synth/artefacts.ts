import { existsSync } from "node:fs";
import { readdir, rm, symlink } from "node:fs/promises";
import { join, relative } from "node:path";
import { exclusively } from "./exclusively.ts";
import { run } from "./run-command.ts";
import { SynthError } from "./synth-error.ts";

/** What a build leaves among the artefacts. */
const outputs = ["layer", "functions", "web/.open-next"];
/** What the artefacts are made of. What is written there does not count. */
const folders = ["bundler", "functions", "layers", "openapi", "web"];
const files = ["package.json", "bun.lock", "tsconfig.json"];
const noSource = /\.test\.ts$|\.tsbuildinfo$|\/next-env\.d\.ts$/;
/** Not even looked into: the site may be built meanwhile, and what was listed be gone. */
const writtenFolders = new Set(["node_modules", ".next", ".open-next"]);

/**
 * Builds whatever a deployment uploads (`bun run build`), unless it is there and nothing has changed since.
 *
 * @param root Absolute path of the repository.
 * @returns Absolute path of the folder with the artefacts.
 * @throws SynthError `BUILD_FAILED`
 */
export async function ensureArtefacts(root: string, onOutput: (text: string) => void): Promise<string> {
  const folder = join(root, ".draht");
  const stamp = Bun.file(join(folder, "artefacts.sha256"));
  await exclusively(root, "build", async () => {
    const wanted = await hashSources(root);
    const complete = outputs.every((output) => existsSync(join(folder, output)));
    if (complete && (await stamp.exists()) && (await stamp.text()) === wanted) return;
    onOutput("Building what is deployed …\n");
    const { exitCode, output } = await run([process.execPath, "run", "build"], { cwd: root, onOutput });
    if (exitCode !== 0) {
      throw new SynthError("BUILD_FAILED", "What is deployed could not be built: `bun run build` failed.", output);
    }
    await linkSite(root, folder);
    // Written last: a build that was interrupted is repeated.
    await stamp.write(wanted);
  });
  return folder;
}

/** The site is built where its source is; among the artefacts it has the name that the stacks look for. */
async function linkSite(root: string, folder: string): Promise<void> {
  const link = join(folder, "web");
  await rm(link, { recursive: true, force: true });
  // Relative: the repository's folder may be renamed, or copied.
  await symlink(relative(folder, join(root, "web")), link);
}

async function hashSources(root: string): Promise<string> {
  const found = await Promise.all(folders.map((folder) => sourcesIn(root, folder)));
  const paths = [...files, ...found.flat()].sort();
  const hash = new Bun.CryptoHasher("sha256");
  hash.update(`${Bun.version}\n`);
  for (const path of paths) {
    hash.update(`${path}\n`);
    hash.update(await Bun.file(join(root, path)).bytes());
  }
  return hash.digest("hex");
}

/** Paths, from the root, of the sources in a folder and below; none where there is no such folder. */
async function sourcesIn(root: string, folder: string): Promise<string[]> {
  if (!existsSync(join(root, folder))) return [];
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const sources = entries.map(async (entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return writtenFolders.has(entry.name) ? [] : sourcesIn(root, path);
    return noSource.test(path) ? [] : [path];
  });
  return (await Promise.all(sources)).flat();
}
