import { afterEach, beforeEach, expect, test } from "bun:test";
import { chmod, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { DevError } from "./dev-error.ts";
import { findNode } from "./find-node.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "draht-find-node-"));
});
afterEach(() => rm(root, { recursive: true }));

/** A folder with a `node` that does as a shell script says. */
async function folderWith(name: string, script: string): Promise<string> {
  const file = join(root, name, "node");
  await Bun.write(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
  return join(root, name);
}

function failure(path: string): unknown {
  try {
    return findNode(path);
  } catch (error) {
    return error;
  }
}

test("the first Node on the PATH", async () => {
  const [first, second] = [await folderWith("first", "echo 24.1.0"), await folderWith("second", "echo 22.0.0")];
  expect(findNode(["", join(root, "nowhere"), first, second].join(delimiter))).toBe(join(first, "node"));
});

test("not Bun under Node's name, not one that does not start, not one that is too old", async () => {
  const bun = await folderWith("bun", "exit 1");
  await rm(join(bun, "node"));
  await symlink(process.execPath, join(bun, "node"));
  const broken = await folderWith("broken", "exit 1");
  const old = await folderWith("old", "echo 18.20.4");
  const good = await folderWith("good", "echo 20.0.0");
  expect(findNode([bun, broken, old, good].join(delimiter))).toBe(join(good, "node"));
});

test("without one it says what is needed, and what is too old", async () => {
  const old = await folderWith("old", "echo 18.20.4");
  const error = failure(old);
  expect(error).toBeInstanceOf(DevError);
  expect(error).toMatchObject({ code: "NODE_NOT_FOUND" });
  expect(String(error)).toContain(`Node 20 or newer, which is not on the PATH (${join(old, "node")} is 18.20.4)`);
  expect(String(failure(root))).toContain("which is not on the PATH: install it");
});
