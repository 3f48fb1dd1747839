import { expect, test } from "bun:test";
import { mkdir, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { createRunFolder } from "./run-folder.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

test("two runs get two folders, and those of ended processes go", async () => {
  await using folder = await temporaryFolder();
  const ended = Bun.spawn(["true"]);
  await ended.exited;
  for (const name of [`run-${ended.pid}-abcdef`, "run-x", `run-1-abcdef`, "other"]) {
    await mkdir(join(folder.path, name, "content"), { recursive: true });
  }

  const [one, two] = [await createRunFolder(folder.path), await createRunFolder(folder.path)];

  expect((await readdir(folder.path)).sort()).toEqual(["other", "run-1-abcdef", basename(one), basename(two)].sort());
});
