import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** The folder that holds this repository, as an absolute path. */
export const repositoryRoot = join(import.meta.dir, "..");

/** What a stranger has after cloning: the files git knows, as they are in the working tree, and nothing installed. */
export interface Clone extends AsyncDisposable {
  readonly folder: string;
}

/** Copies the repository's own files to a temporary folder that is removed on disposal. */
export async function cloneRepository(): Promise<Clone> {
  const listing = Bun.spawn(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: repositoryRoot,
    stdout: "pipe",
  });
  const files = (await new Response(listing.stdout).text()).split("\0").filter(Boolean);
  if ((await listing.exited) !== 0) throw new Error("git ls-files failed: run the tests in a git checkout");
  const folder = await mkdtemp(join(tmpdir(), "draht-clone-"));
  for (const file of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await copyIfThere(join(repositoryRoot, file), join(folder, file));
  }
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}

/** A file that is deleted but not yet committed is still listed, as is one that another test has for a moment. */
async function copyIfThere(source: string, destination: string): Promise<void> {
  try {
    await cp(source, destination);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
}
