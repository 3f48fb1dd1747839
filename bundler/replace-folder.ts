import { rename, rm } from "node:fs/promises";
import { hasCode } from "./error-code.ts";

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
      if (!hasCode(error, "ENOTEMPTY") && !hasCode(error, "EEXIST")) throw error;
    }
    const aside = `${source}-replaced`;
    try {
      await rename(destination, aside);
    } catch (error) {
      if (!hasCode(error, "ENOENT")) throw error;
    }
    await rm(aside, { recursive: true, force: true });
  }
}
