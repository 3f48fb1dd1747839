import { afterEach, beforeEach, expect, test } from "bun:test";
import { chmod, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "draht sst-install-"));
  await Bun.write(join(folder, "scripts", "sst-install.ts"), Bun.file(join(import.meta.dir, "sst-install.ts")));
  await Bun.write(join(folder, "tmp", "of-another"), "");
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs the command as npx does, in a repository whose SST is this shell script. */
async function installBy(script: string) {
  const sst = join(folder, "node_modules", ".bin", "sst");
  await Bun.write(sst, `#!/bin/sh\n${script}\n`);
  await chmod(sst, 0o755);
  const { exitCode, stdout } = Bun.spawnSync([process.execPath, join(folder, "scripts", "sst-install.ts")], {
    env: {
      PATH: process.env["PATH"],
      TMPDIR: join(folder, "tmp"),
      npm_execpath: "/usr/lib/node_modules/npm/npm-cli.js",
    },
  });
  return { exitCode, stdout: stdout.toString() };
}

test("SST installs with this Bun, also when npx has started it", async () => {
  expect(await installBy('echo "$SST_BUN_PATH"; echo "$*"')).toEqual({
    exitCode: 0,
    stdout: `${process.execPath}\ninstall --stage dev\n`,
  });
});

test("what SST logs on the way is not left behind, and its exit code is passed on", async () => {
  expect(await installBy('echo installing > "$TMPDIR/sst.log"; exit 3')).toEqual({ exitCode: 3, stdout: "" });
  expect(await readdir(join(folder, "tmp"))).toEqual(["of-another"]);
});
