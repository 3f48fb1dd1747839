import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";

export interface NodeShimOptions {
  /** Absolute path of the folder to write to; it is made where it is not there. */
  readonly folder: string;
  /** Absolute path of the real Node. */
  readonly node: string;
  /** Absolute path of the Bun that runs live functions. */
  readonly bun: string;
}

/**
 * Writes a `node` that runs live functions on Bun and everything else on Node: first on PATH, it is what SST starts.
 *
 * SST runs a live function as `node <flags> …/dist/nodejs-runtime/index.js <bundle>.<export> <worker>`, in the folder of
 * the bundle. Source: the SST repository, pkg/runtime/node/node.go.
 */
export async function writeNodeShim({ folder, node, bun }: NodeShimOptions): Promise<void> {
  const file = join(folder, "node");
  await mkdir(folder, { recursive: true });
  await Bun.write(file, script(quote(node), quote(bun)));
  await chmod(file, 0o755);
}

/** As in the layer, Bun installs nothing and reads no `.env`. The flags before the script are Node's own. */
function script(node: string, bun: string): string {
  return `#!/bin/sh
# Written by \`bun run dev:aws\`.
count=0
for argument; do
  case "$argument" in
    */dist/nodejs-runtime/index.js)
      shift "$count"
      exec ${bun} --no-install --no-env-file "$@"
      ;;
    -*) count=$((count + 1)) ;;
    *) break ;;
  esac
done
exec ${node} "$@"
`;
}

/** A word of a shell, whatever it holds. */
function quote(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
