import { Database } from "bun:sqlite";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";

const longestBuildMilliseconds = 600_000;

/**
 * Waits until no other process builds the site, then keeps it to this one until disposed of. Next.js and OpenNext write
 * where they read. The lock is the operating system's, on a file: it ends with the process, however that ends.
 *
 * @param folder Where the lock's file is.
 */
export async function lockBuild(folder: string): Promise<Disposable> {
  await mkdir(folder, { recursive: true });
  const database = new Database(join(folder, "site-build.lock"), { create: true });
  try {
    database.run(`PRAGMA busy_timeout = ${longestBuildMilliseconds}`);
    database.run("BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    throw error;
  }
  return { [Symbol.dispose]: () => database.close() };
}
