import { join } from "node:path";
import { bundleFunction } from "../bundler/bundle-function.ts";
import { bundleForNode } from "./node-bundle.ts";
import { installNodeRic, nodeReleases } from "./node-ric.ts";
import { InstallError } from "./npm-folder.ts";
import type { Launch } from "./sandbox.ts";

/** The handlers that every runtime runs, from `bench/handlers`. */
const handlerNames = ["empty", "echo", "get-item", "stream"] as const;
export type HandlerName = (typeof handlerNames)[number];

/** A runtime with all the handlers. */
export interface Side {
  readonly name: string;
  /** Files and folders that a start reads, besides the handler's. */
  readonly files: readonly string[];
  readonly launches: Readonly<Record<HandlerName, Launch>>;
}

export const layer = "Bun layer";
const uncompiled = "`bun bootstrap.ts`";

/** The name of the side that is AWS's runtime on a Node. */
export function nodeRic(major: number): string {
  return `Node ${major} RIC`;
}

export interface SidesOptions {
  /** The layer's executable. */
  readonly bootstrap: string;
  /** Bun's own executable. */
  readonly bun: string;
  /** Where the bundles go. */
  readonly folder: string;
  readonly cacheDir: string;
  readonly onProgress: (line: string) => void;
}

/** Builds every side that this machine can. One that it cannot is told by `onProgress` in a line, and left out. */
export async function buildSides(options: SidesOptions): Promise<readonly Side[]> {
  const { bootstrap, bun, folder } = options;
  const bunFolder = join(folder, "bun-handlers");
  for (const name of handlerNames) {
    await bundleFunction({ handler: `bench/handlers/${name}.handler`, name, outDir: bunFolder });
  }
  const source = join(import.meta.dir, "../layers/bun/src");
  return [
    side(layer, [bootstrap], [bootstrap], bunFolder),
    side(uncompiled, [bun, "--no-install", join(source, "bootstrap.ts")], [bun, source], bunFolder),
    ...(await nodeSides(options)),
  ];
}

async function nodeSides({ folder, cacheDir, onProgress }: SidesOptions): Promise<readonly Side[]> {
  const nodeFolder = join(folder, "node-handlers");
  const sources = handlerNames.map((name) => [name, nodeSource(name)] as const);
  try {
    await bundleForNode(Object.fromEntries(sources), nodeFolder, cacheDir, onProgress);
  } catch (error) {
    if (!(error instanceof InstallError)) throw error;
    onProgress(`Node is left out, because esbuild cannot be installed: ${error.message}`);
    return [];
  }
  const sides: Side[] = [];
  for (const release of nodeReleases) {
    try {
      const { node, ric, entry } = await installNodeRic(release, cacheDir, onProgress);
      sides.push(side(nodeRic(release.major), [node, entry, "index.handler"], [node, ric], nodeFolder));
    } catch (error) {
      if (!(error instanceof InstallError)) throw error;
      onProgress(`${nodeRic(release.major)} is left out: ${error.message}`);
    }
  }
  return sides;
}

function nodeSource(name: HandlerName): string {
  return join(import.meta.dir, "handlers", name === "get-item" ? "get-item-node.ts" : `${name}.ts`);
}

function side(name: string, command: readonly string[], files: readonly string[], folder: string): Side {
  const launch = (handler: HandlerName): Launch => ({
    name,
    command,
    taskRoot: join(folder, handler),
    handler: "index.handler",
  });
  return {
    name,
    files,
    launches: {
      empty: launch("empty"),
      echo: launch("echo"),
      "get-item": launch("get-item"),
      stream: launch("stream"),
    },
  };
}
