import { Database, SQLiteError } from "bun:sqlite";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FolderInUseError } from "./folder-in-use-error.ts";

/**
 * Keeps a folder to one process. The lock is the operating system's (an exclusive SQLite transaction on the file
 * `.lock`): the system gives it up however the holder ends, so a killed process never leaves a stale one.
 */
export class FolderLock implements Disposable {
  readonly #database: Database;
  readonly #pidFile: string;

  private constructor(database: Database, pidFile: string) {
    this.#database = database;
    this.#pidFile = pidFile;
  }

  /**
   * Takes the lock on a folder that exists.
   *
   * @throws FolderInUseError with the process that has it; otherwise what the file system says.
   */
  static acquire(folder: string): FolderLock {
    const pidFile = join(folder, ".lock.pid");
    const database = new Database(join(folder, ".lock"), { create: true });
    try {
      database.run("BEGIN EXCLUSIVE");
      writeFileSync(pidFile, `${process.pid}\n`);
    } catch (error) {
      database.close();
      if (!(error instanceof SQLiteError) || error.code !== "SQLITE_BUSY") throw error;
      throw new FolderInUseError(folder, holder(pidFile), { cause: error });
    }
    return new FolderLock(database, pidFile);
  }

  /** Gives the folder free. */
  [Symbol.dispose](): void {
    rmSync(this.#pidFile, { force: true });
    this.#database.close();
  }
}

/** The lock's file cannot be read while it is held, so the process id stands beside it. */
function holder(pidFile: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(pidFile, "utf8"), 10);
    return Number.isNaN(pid) ? undefined : pid;
  } catch {
    return undefined;
  }
}
