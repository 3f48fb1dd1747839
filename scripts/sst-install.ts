/**
 * Writes `.sst/platform`: the source of SST's components and the packages they import, against which the stacks are type
 * checked and evaluated. From the npm registry alone, without AWS, Pulumi or a question.
 *
 * SST installs the packages with the program in SST_BUN_PATH. It has to be this Bun: what runs scripts names itself in
 * `npm_execpath`, which is npm when a stranger has started Bun with `npx`, and that takes many times as long.
 *
 * Exit code: SST's own.
 */
import { join } from "node:path";

const root = join(import.meta.dir, "..");
const sst = Bun.spawn([join(root, "node_modules", ".bin", "sst"), "install", "--stage", "dev"], {
  cwd: root,
  env: {
    ...process.env,
    SST_BUN_PATH: process.execPath,
    SST_SKIP_DEPENDENCY_CHECK: "1",
    SST_TELEMETRY_DISABLED: "1",
    // SST keeps its state of this machine there.
    XDG_CONFIG_HOME: join(root, ".draht", "config"),
  },
  stdio: ["ignore", "inherit", "inherit"],
});
process.exit(await sst.exited);
