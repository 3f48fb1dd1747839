import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensurePlatform } from "../installed-platform.ts";
import { repository } from "../synthesise.ts";

/** A folder with an `sst.config.ts` of its own beside the components of this repository. */
export interface Fixture extends AsyncDisposable {
  readonly root: string;
}

/**
 * @param run Statements of the configuration's `run` function.
 * @param app More properties of what its `app` function returns.
 */
export async function fixture(run: string, app = ""): Promise<Fixture> {
  await ensurePlatform(repository, () => {});
  const root = await mkdtemp(join(tmpdir(), "draht-synth-fixture-"));
  await symlink(join(repository, ".sst"), join(root, ".sst"));
  await Bun.write(
    join(root, "sst.config.ts"),
    `export default $config({
      async app() { return { name: "fixture", home: "aws", ${app} }; },
      async run() { ${run} },
    });`,
  );
  return { root, [Symbol.asyncDispose]: () => rm(root, { recursive: true }) };
}
