import { dlopen, FFIType } from "bun:ffi";
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const posixFadvDontneed = 4;

/**
 * Makes the system forget the content of files, and of all files in folders, so that reading them is reading the disk.
 * Only these files: nothing else on the machine gets slower, and no privilege is needed. A file that a running program
 * has mapped stays. Linux with glibc only.
 *
 * Source: posix_fadvise(2).
 */
export function evict(paths: readonly string[]): void {
  const library = dlopen("libc.so.6", {
    posix_fadvise: { args: [FFIType.i32, FFIType.i64, FFIType.i64, FFIType.i32], returns: FFIType.i32 },
  });
  try {
    for (const file of paths.flatMap(filesOf)) {
      const descriptor = openSync(file, "r");
      // What was only written so far cannot be forgotten.
      fsyncSync(descriptor);
      const error = library.symbols.posix_fadvise(descriptor, 0, 0, posixFadvDontneed);
      closeSync(descriptor);
      if (error !== 0) throw new Error(`posix_fadvise of ${file} answered ${error}.`);
    }
  } finally {
    library.close();
  }
}

/**
 * How much Linux reads ahead on the disk that a path lies on, in kilobytes: it decides how much of an executable a start
 * brings in. Undefined where the path lies on no disk.
 */
export function readAhead(path: string): number | undefined {
  const { dev } = statSync(path);
  // Major and minor number as the C library packs them, which is enough for numbers of today's disks.
  const device = `/sys/dev/block/${(dev >> 8) & 0xfff}:${(dev & 0xff) | ((dev >> 12) & 0xfff00)}`;
  // A partition has the queue of its disk.
  const queue = [`${device}/queue`, `${device}/../queue`].find((folder) => existsSync(folder));
  return queue === undefined ? undefined : Number(readFileSync(`${queue}/read_ahead_kb`, "utf8"));
}

function filesOf(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  return [...new Bun.Glob("**/*").scanSync({ cwd: path, onlyFiles: true, dot: true })].map((file) => join(path, file));
}
