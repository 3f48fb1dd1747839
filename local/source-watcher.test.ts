import { expect, test } from "bun:test";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { SourceWatcher } from "./source-watcher.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

const unexpected = (error: unknown): void => expect(error).toBeUndefined();

/** Watches a folder and gives the changes one after the other. */
function watching(folder: string) {
  const changed = new Set<string>();
  let next = Promise.withResolvers<void>();
  const watcher = new SourceWatcher({
    folders: [folder],
    quietMilliseconds: 5,
    onError: unexpected,
    onChange: async (paths) => {
      for (const path of paths) changed.add(path);
      next.resolve();
      next = Promise.withResolvers<void>();
    },
  });
  const untilChanged = async (path: string): Promise<void> => {
    while (!changed.has(path)) await next.promise;
    changed.clear();
  };
  return { untilChanged, [Symbol.asyncDispose]: () => watcher.stop() };
}

test("sees a file written, replaced by a rename and written again, as editors do", async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, "deep", "a.ts");
  await mkdir(join(folder.path, "deep"));
  await writeFile(file, "1");
  await using watch = watching(folder.path);

  await writeFile(file, "2");
  await watch.untilChanged(file);
  await writeFile(`${file}.new`, "3");
  await rename(`${file}.new`, file);
  await watch.untilChanged(file);
  await writeFile(file, "4");
  await watch.untilChanged(file);
});

test("sees files in folders that are made later", async () => {
  await using folder = await temporaryFolder();
  await using watch = watching(folder.path);
  const file = join(folder.path, "new", "b.ts");

  await mkdir(join(folder.path, "new"));
  await watch.untilChanged(join(folder.path, "new"));
  await writeFile(file, "1");
  await watch.untilChanged(file);
});

test("what changes while a change is handled is handled afterwards, and stop waits", async () => {
  await using folder = await temporaryFolder();
  const { promise: firstBegan, resolve: begin } = Promise.withResolvers<void>();
  const { promise: firstMayEnd, resolve: end } = Promise.withResolvers<void>();
  const { promise: secondBegan, resolve: beginSecond } = Promise.withResolvers<void>();
  let running = 0;
  let calls = 0;
  const watcher = new SourceWatcher({
    folders: [folder.path],
    quietMilliseconds: 1,
    onError: unexpected,
    onChange: async (paths) => {
      running += 1;
      calls += 1;
      expect(running).toBe(1);
      begin();
      if (paths.has(join(folder.path, "second"))) beginSecond();
      await firstMayEnd;
      running -= 1;
    },
  });

  await writeFile(join(folder.path, "first"), "");
  await firstBegan;
  await using another = watching(folder.path);
  await writeFile(join(folder.path, "second"), "");
  // By now the second change has been noticed here, too.
  await another.untilChanged(join(folder.path, "second"));
  end();
  await secondBegan;
  await watcher.stop();

  expect(running).toBe(0);
  expect(calls).toBeGreaterThanOrEqual(2);
});

test("a folder that cannot be watched is told, and the others are watched", async () => {
  await using folder = await temporaryFolder();
  const errors: unknown[] = [];
  const { promise: changed, resolve } = Promise.withResolvers<void>();
  const watcher = new SourceWatcher({
    folders: [join(folder.path, "missing"), folder.path],
    quietMilliseconds: 1,
    onChange: async () => resolve(),
    onError: (error) => errors.push(error),
  });

  await writeFile(join(folder.path, "file"), "");
  await changed;
  await watcher.stop();

  expect(errors.map(String)).toEqual([expect.stringContaining("ENOENT")]);
});
