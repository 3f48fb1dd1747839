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
    const source = Bun.file(join(repositoryRoot, file));
    // A file that is deleted but not yet committed is still listed.
    if (!(await source.exists())) continue;
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await cp(join(repositoryRoot, file), join(folder, file));
  }
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}
