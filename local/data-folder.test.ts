import { expect, test } from "bun:test";
import { mkdir, readdir, rmdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { lockDataFolder } from "./data-folder.ts";
import { clearData } from "./dynamodb/clear-data.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

const failure = (promise: Promise<unknown>): Promise<unknown> => promise.catch((error: unknown) => error);

/** Locks the folder in a process of its own and keeps it until that is killed. */
async function lockElsewhere(folder: string) {
  const source = `
    import { lockDataFolder } from ${JSON.stringify(`${import.meta.dirname}/data-folder.ts`)};
    globalThis.lock = await lockDataFolder(${JSON.stringify(folder)});
    console.log("locked");
    setInterval(() => {}, 1000);
  `;
  const child = Bun.spawn([process.execPath, "-e", source], { stdout: "pipe" });
  await child.stdout.getReader().read();
  return child;
}

test("makes the folder, and gives it free again", async () => {
  await using temporary = await temporaryFolder();
  const folder = join(temporary.path, "a", "b");

  (await lockDataFolder(folder))[Symbol.dispose]();
  using _again = await lockDataFolder(folder);
});

test("a second lock, in the same process too, says who has the first", async () => {
  await using folder = await temporaryFolder();
  using _lock = await lockDataFolder(folder.path);

  const error = await failure(lockDataFolder(folder.path));

  expect(error).toMatchObject({ name: "StartError", code: "DATA_FOLDER_IN_USE" });
  expect(String(error)).toContain(`${folder.path} is in use by pid ${process.pid}.`);
  expect(String(error)).toContain("--data DIR");
});

test("the lock of a killed process is taken over", async () => {
  await using folder = await temporaryFolder();
  const other = await lockElsewhere(folder.path);
  const error = await failure(lockDataFolder(folder.path));
  expect(String(error)).toContain(`in use by pid ${other.pid}.`);

  other.kill("SIGKILL");
  await other.exited;

  using _lock = await lockDataFolder(folder.path);
});

test("a lock that nobody can be named for is not kept", async () => {
  await using folder = await temporaryFolder();
  const pidFile = join(folder.path, ".lock.pid");
  await mkdir(pidFile);
  expect(await failure(lockDataFolder(folder.path))).toMatchObject({ code: "DATA_FOLDER_UNUSABLE" });

  await rmdir(pidFile);
  using _lock = await lockDataFolder(folder.path);
});

test("a path below a regular file is refused in one line", async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, "file"), "");

  const error = await failure(lockDataFolder(join(folder.path, "file", "data")));

  expect(error).toMatchObject({ name: "StartError", code: "DATA_FOLDER_UNUSABLE" });
  expect(String(error)).toContain("cannot be written (ENOTDIR). Choose another with --data DIR");
  expect(String(error)).not.toContain("\n");
});

test("a file in the place of the lock is refused in one line", async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, ".lock"), "no database".repeat(1000));

  const error = await failure(lockDataFolder(folder.path));

  expect(error).toMatchObject({ name: "StartError", code: "DATA_FOLDER_UNUSABLE" });
});

test("clearing takes the emulators' files and leaves everything else", async () => {
  await using folder = await temporaryFolder();
  for (const name of ["dynoxide.db", "dynoxide.db-wal", "mine.txt"]) await writeFile(join(folder.path, name), "");

  await clearData(folder.path);

  expect(await readdir(folder.path)).toEqual(["mine.txt"]);
});
