import { chmod } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Emulator } from "./emulator.ts";

/** Its database in the data folder; SQLite puts files beside it whose names begin with this one. */
export const dynoxideFile = "dynoxide.db";

/**
 * The dynoxide emulator (Rust and SQLite, one binary) from the npm package `@dynoxide/<platform>-<arch>`, or undefined
 * where that package is not installed.
 */
export function findDynoxide(): Emulator | undefined {
  const binary = binaryPath();
  if (binary === undefined) return undefined;
  return {
    engine: "dynoxide",
    async command(storage, port) {
      // Package managers drop the executable bit of files that no "bin" entry names.
      await chmod(binary, 0o755).catch(() => {});
      const data = storage.kind === "folder" ? ["--db-path", join(storage.path, dynoxideFile)] : [];
      return [binary, "serve", "--host", "127.0.0.1", "--port", String(port), ...data];
    },
  };
}

function binaryPath(): string | undefined {
  try {
    const manifest = Bun.resolveSync(`@dynoxide/${process.platform}-${process.arch}/package.json`, import.meta.dirname);
    return join(dirname(manifest), "dynoxide");
  } catch {
    return undefined;
  }
}
