import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { FolderInUseError } from "../local/folder-in-use-error.ts";
import { FolderLock } from "../local/folder-lock.ts";

const millisecondsBetweenTries = 100;

/**
 * Runs work that no two processes may do at once in a repository, and waits for its turn.
 *
 * @param root Absolute path of the repository.
 * @param name What the work is; work of another name may run meanwhile.
 */
export async function exclusively<Result>(root: string, name: string, work: () => Promise<Result>): Promise<Result> {
  const folder = join(root, ".draht", "locks", name);
  await mkdir(folder, { recursive: true });
  using _ = await lock(folder);
  return await work();
}

async function lock(folder: string): Promise<FolderLock> {
  for (;;) {
    try {
      return FolderLock.acquire(folder);
    } catch (error) {
      if (!(error instanceof FolderInUseError)) throw error;
    }
    await Bun.sleep(millisecondsBetweenTries);
  }
}
