import { Database, SQLiteError } from "bun:sqlite";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { StartError } from "./start-error.ts";

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
   * @throws StartError `DATA_FOLDER_IN_USE` with the process that has it.
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
      throw new StartError(
        "DATA_FOLDER_IN_USE",
        `The data folder ${folder} is in use by ${holder(pidFile)}. Stop it, choose another with --data DIR, or keep ` +
          `the data in memory with --memory.`,
        { cause: error },
      );
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
function holder(pidFile: string): string {
  try {
    return `pid ${Number.parseInt(readFileSync(pidFile, "utf8"), 10)}`;
  } catch {
    return "another start";
  }
}
