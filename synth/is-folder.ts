import { statSync } from "node:fs";

/**
 * Tells whether a folder stands at the path, so that nothing can be written there; one that cannot be read counts as
 * none.
 */
export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
