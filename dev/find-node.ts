import { delimiter } from "node:path";
import { DevError } from "./dev-error.ts";

/** What the program needs. Source: package.json of @pulumi/pulumi, "engines". */
const oldestMajor = 20;

/**
 * Absolute path of the first real Node on a PATH. Bun can stand there under the same name (`bun --bun run` puts it first);
 * it cannot run the program.
 *
 * @throws DevError `NODE_NOT_FOUND`
 */
export function findNode(path: string): string {
  const old: string[] = [];
  for (const folder of path.split(delimiter).filter(Boolean)) {
    const node = Bun.which("node", { PATH: folder });
    const version = node === null ? undefined : versionOf(node);
    if (node === null || version === undefined) continue;
    if (Number.parseInt(version, 10) >= oldestMajor) return node;
    old.push(`${node} is ${version}`);
  }
  const found = old.length > 0 ? ` (${old.join(", ")})` : "";
  throw new DevError(
    "NODE_NOT_FOUND",
    `SST evaluates sst.config.ts with Node ${oldestMajor} or newer, which is not on the PATH${found}: install it, then try again.`,
  );
}

/** `20.19.2`; undefined for what is not Node or cannot be started. */
function versionOf(program: string): string | undefined {
  const script = "if (!process.versions.bun) console.log(process.versions.node)";
  try {
    const { exitCode, stdout } = Bun.spawnSync([program, "-e", script], { stdio: ["ignore", "pipe", "ignore"] });
    return exitCode === 0 ? stdout.toString().trim() || undefined : undefined;
  } catch {
    return undefined;
  }
}
