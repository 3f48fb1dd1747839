import { expect, test } from "bun:test";
import { exists } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "../../local/testing/temporary-folder.ts";
import { lockBuild } from "./build-lock.ts";

/** Says that it waits, then whether the one before it was done when its turn came. */
const waiter = `
import { exists } from "node:fs/promises";
const [, module, folder] = process.argv;
const { lockBuild } = await import(module);
console.log("waiting");
using _ = await lockBuild(folder);
console.log(await exists(folder + "/done"));
`;

test("another process waits until the lock is given free", async () => {
  await using folder = await temporaryFolder();
  const lock = await lockBuild(folder.path);
  const other = Bun.spawn([process.execPath, "-e", waiter, join(import.meta.dir, "build-lock.ts"), folder.path], {
    stdout: "pipe",
  });
  const lines = other.stdout.pipeThrough(new TextDecoderStream()).getReader();
  expect(await lines.read()).toMatchObject({ value: "waiting\n" });
  await Bun.write(join(folder.path, "done"), "");
  lock[Symbol.dispose]();
  expect(await lines.read()).toMatchObject({ value: "true\n" });
  expect(await other.exited).toBe(0);
});

test("a process that is killed keeps nobody waiting", async () => {
  await using folder = await temporaryFolder();
  const holder = Bun.spawn(
    [
      process.execPath,
      "-e",
      "const { lockBuild } = await import(process.argv[1]); globalThis.lock = await lockBuild(process.argv[2]); " +
        'console.log("locked"); setInterval(() => {}, 1000);',
      join(import.meta.dir, "build-lock.ts"),
      folder.path,
    ],
    { stdout: "pipe" },
  );
  await holder.stdout.getReader().read();
  holder.kill("SIGKILL");
  using _ = await lockBuild(folder.path);
  expect(await exists(join(folder.path, "site-build.lock"))).toBe(true);
});
