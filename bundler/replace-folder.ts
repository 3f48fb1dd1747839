import { rename, rm } from "node:fs/promises";

/**
 * Puts a complete folder in the place of another. A folder cannot be renamed over one that holds files, so the old one
 * steps aside first; builds of the same folder at the same time end with one of the complete ones.
 */
export async function replaceFolder(source: string, destination: string): Promise<void> {
  for (;;) {
    try {
      await rename(source, destination);
      return;
    } catch (error) {
      if (!isCode(error, "ENOTEMPTY") && !isCode(error, "EEXIST")) throw error;
    }
    const aside = `${source}-replaced`;
    try {
      await rename(destination, aside);
    } catch (error) {
      if (!isCode(error, "ENOENT")) throw error;
    }
    await rm(aside, { recursive: true, force: true });
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
