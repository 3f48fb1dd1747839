/**
 * Writes `.sst/platform`: the source of SST's components and the packages they import, against which the stacks are type
 * checked and evaluated. From the npm registry alone, without AWS, Pulumi or a question.
 *
 * SST installs the packages with the program in SST_BUN_PATH. It has to be this Bun: what runs scripts names itself in
 * `npm_execpath`, which is npm when a stranger has started Bun with `npx`, and that takes many times as long.
 *
 * Exit code: SST's own.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dir, "..");
/** SST leaves a log there that nobody reads: what goes wrong it prints. */
const temporary = await mkdtemp(join(tmpdir(), "draht-sst-install-"));
const sst = Bun.spawn([join(root, "node_modules", ".bin", "sst"), "install", "--stage", "dev"], {
  cwd: root,
  env: {
    ...process.env,
    TMPDIR: temporary,
    SST_BUN_PATH: process.execPath,
    SST_SKIP_DEPENDENCY_CHECK: "1",
    SST_TELEMETRY_DISABLED: "1",
    // SST keeps its state of this machine there.
    XDG_CONFIG_HOME: join(root, ".draht", "config"),
  },
  stdio: ["ignore", "inherit", "inherit"],
});
process.exitCode = await sst.exited;
await rm(temporary, { recursive: true, force: true });
