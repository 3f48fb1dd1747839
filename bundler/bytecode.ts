import { join } from "node:path";
import { BundleError } from "./bundle-error.ts";

const marker = "loading the bundle";
const verdict = /\[Disk Cache\] Cache (hit|miss)/;

/**
 * Proves that Bun takes a bundle's bytecode (`index.js.jsc`) instead of parsing its source: a mismatch is otherwise
 * silent and only shows as a slow start.
 *
 * The bundle is loaded by a process of its own with an empty environment, which is ended as soon as JavaScriptCore has
 * said which it was. How the module's top-level code fares there does not matter.
 *
 * @throws BundleError `BYTECODE_UNUSED`
 */
export async function assertBytecodeIsUsed(folder: string, name: string): Promise<void> {
  const script = `console.error(${JSON.stringify(marker)}); require(${JSON.stringify(join(folder, "index.js"))});`;
  const loader = Bun.spawn([process.execPath, "-e", script], {
    cwd: folder,
    env: { BUN_JSC_verboseDiskCache: "1" },
    stdin: "ignore",
    stdout: "ignore",
    stderr: "pipe",
  });
  const answer = await firstVerdict(loader.stderr);
  loader.kill("SIGKILL");
  await loader.exited;
  if (answer === "hit") return;
  throw new BundleError(
    "BYTECODE_UNUSED",
    `${name}: Bun does not take the bytecode of this bundle (${answer ?? "no cache lookup"}), so it would start slowly. ` +
      "Nothing was replaced: delete the output and build again with the pinned Bun.",
  );
}

async function firstVerdict(stderr: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<string | undefined> {
  let text = "";
  for await (const chunk of stderr.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const [, afterMarker] = text.split(marker, 2);
    const found = verdict.exec(afterMarker ?? "");
    if (found) return found[1];
  }
  return undefined;
}
