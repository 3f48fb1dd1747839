import { cp, mkdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buildLayer } from "../../layers/bun/build-layer.ts";
import { hostTarget } from "../../layers/bun/layer-target.ts";

const repository = resolve(import.meta.dirname, "..", "..");
const sources = ["bundler", "functions", "layers", "local", "openapi", "bunfig.toml", "package.json", "tsconfig.json"];

/** A copy of the sources with packages and layer of the repository: what a test may change and start. */
export interface RepositoryCopy extends AsyncDisposable {
  readonly path: string;
}

/** Copies the sources to a temporary folder that is removed on disposal. */
export async function copyRepository(): Promise<RepositoryCopy> {
  // Compiled once for all copies: the same source is recognised by its hash.
  await buildLayer(hostTarget());
  const path = join(tmpdir(), `draht-copy-${crypto.randomUUID()}`);
  // Bundles are made once for all copies, too.
  const cache = join(".draht", "local", "cache");
  await Promise.all([
    mkdir(join(repository, cache), { recursive: true }),
    mkdir(join(path, cache, ".."), { recursive: true }),
  ]);
  await Promise.all([
    ...sources.map((name) => cp(join(repository, name), join(path, name), { recursive: true })),
    symlink(join(repository, "node_modules"), join(path, "node_modules")),
    symlink(join(repository, ".draht", "layer"), join(path, ".draht", "layer")),
    symlink(join(repository, cache), join(path, cache)),
  ]);
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
