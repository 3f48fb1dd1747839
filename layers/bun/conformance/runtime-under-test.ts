import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pinnedRelease } from "../bun-release.ts";
import { buildLayer } from "../build-layer.ts";
import { hostTarget } from "../layer-target.ts";
import { UsageError } from "../usage-error.ts";
import type { Capability } from "./conformance-case.ts";
import { installNodeRic } from "./node-ric.ts";

/** A runtime that the suite starts in a process of its own for every case. */
export interface RuntimeUnderTest {
  /** By which cases know it: `ours`, `node-ric` or the command line. */
  readonly name: string;
  /** What it is, with its version. */
  readonly label: string;
  readonly command: readonly string[];
  /** What it does not claim to do, and why. */
  readonly lacks: Readonly<Partial<Record<Capability, string>>>;
}

/**
 * Finds, builds or installs what `--runtime` names.
 *
 * @throws LayerError or NodeRicError where it cannot be had, UsageError where it is no program.
 */
export async function runtimeUnderTest(name: string, onProgress: (line: string) => void): Promise<RuntimeUnderTest> {
  if (name === "ours") return ours(onProgress);
  if (name === "node-ric") return nodeRic(onProgress);
  return { name, label: name, command: commandLine(name), lacks: {} };
}

/** The layer's executable for this machine. */
async function ours(onProgress: (line: string) => void): Promise<RuntimeUnderTest> {
  const { bootstrap } = await buildLayer(hostTarget(), { onProgress });
  return { name: "ours", label: `this layer (Bun ${pinnedRelease.version})`, command: [bootstrap], lacks: {} };
}

async function nodeRic(onProgress: (line: string) => void): Promise<RuntimeUnderTest> {
  const { command, nodeVersion, ricVersion } = await installNodeRic(onProgress);
  return {
    name: "node-ric",
    label: `aws-lambda-ric ${ricVersion} (Node.js ${nodeVersion})`,
    command,
    lacks: { bun: "it runs Node.js", fetch: "it serves functions only" },
  };
}

/** A path of an executable, or a command line whose parts are separated by spaces. */
function commandLine(text: string): readonly string[] {
  const parts = existsSync(text) ? [resolve(text)] : text.split(" ").filter((part) => part !== "");
  const command = parts.map((part) =>
    part.includes("/") && existsSync(part) ? resolve(part) : (Bun.which(part) ?? part),
  );
  if (Bun.which(command[0] ?? "") === null) {
    throw new UsageError(`--runtime ${text} is neither ours nor node-ric, nor a program that can be executed.`);
  }
  return command;
}
