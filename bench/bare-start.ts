import { chmod, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";

/** A program that does nothing: what no runtime on the same ground can be faster than. */
export interface BareStart {
  readonly name: string;
  readonly command: readonly string[];
  /** Files that its start reads. */
  readonly files: readonly string[];
}

export const emptyScript = "`bun empty.js`";
const emptyExecutable = "empty script, compiled";

/** An empty script run by Bun, and the same compiled as the layer is. */
export async function bareStarts(bun: string, folder: string): Promise<readonly BareStart[]> {
  const script = join(folder, "empty.js");
  const executable = join(folder, "empty");
  await mkdir(dirname(script), { recursive: true });
  await Bun.write(script, "");
  await Bun.build({
    entrypoints: [script],
    bytecode: true,
    format: "esm",
    compile: { outfile: executable, autoloadDotenv: false, autoloadBunfig: false },
  });
  await chmod(executable, 0o755);
  return [
    { name: emptyScript, command: [bun, script], files: [bun, script] },
    { name: emptyExecutable, command: [executable], files: [executable] },
  ];
}

/** Milliseconds from the spawn to the exit. */
export async function timeBareStart({ name, command }: BareStart): Promise<number> {
  const spawned = performance.now();
  const program = Bun.spawn([...command], { env: {}, stdio: ["ignore", "ignore", "inherit"] });
  const exitCode = await program.exited;
  if (exitCode !== 0) throw new Error(`${name} ended with exit code ${exitCode}.`);
  return performance.now() - spawned;
}
