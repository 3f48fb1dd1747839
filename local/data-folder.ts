import { mkdir } from "node:fs/promises";
import { FolderInUseError } from "./folder-in-use-error.ts";
import { FolderLock } from "./folder-lock.ts";
import { StartError } from "./start-error.ts";

/**
 * Makes the data folder and keeps it to this process until the lock is disposed of.
 *
 * @throws StartError `DATA_FOLDER_UNUSABLE` or `DATA_FOLDER_IN_USE`.
 */
export async function lockDataFolder(folder: string): Promise<FolderLock> {
  try {
    await mkdir(folder, { recursive: true });
    return FolderLock.acquire(folder);
  } catch (error) {
    if (error instanceof FolderInUseError) throw inUse(folder, error);
    throw new StartError(
      "DATA_FOLDER_UNUSABLE",
      `The data folder ${folder} cannot be written (${reason(error)}). Choose another with --data DIR, or keep the ` +
        `data in memory with --memory.`,
      { cause: error },
    );
  }
}

function inUse(folder: string, error: FolderInUseError): StartError {
  const holder = error.holder === undefined ? "another start" : `pid ${error.holder}`;
  return new StartError(
    "DATA_FOLDER_IN_USE",
    `The data folder ${folder} is in use by ${holder}. Stop it, choose another with --data DIR, or keep the data in ` +
      `memory with --memory.`,
    { cause: error },
  );
}

function reason(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : String(error);
}
