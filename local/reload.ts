import { relative, sep } from "node:path";
import { BundleError } from "../bundler/bundle-error.ts";
import type { LocalFunction } from "./local-function.ts";
import { mapConcurrently } from "./map-concurrently.ts";
import { formatDuration } from "./progress.ts";
import { SourceWatcher } from "./source-watcher.ts";

export interface ReloadOptions {
  readonly functions: readonly LocalFunction[];
  /** The repository: source files are named relative to it. */
  readonly root: string;
  /** How many functions are built at once. */
  readonly concurrency: number;
  readonly log: (line: string) => void;
}

/** Watches the functions' sources and, when one changes, rebuilds the functions that are made of it, and only those. */
export function reloadOnChange(options: ReloadOptions): SourceWatcher {
  return new SourceWatcher({
    folders: sourceFolders(options),
    onChange: (paths) => rebuildAffected(options, paths),
    onError: (error) => options.log(`✗ Sources are not watched, start again after changes (${String(error)}).`),
  });
}

/** The folders of the repository that hold the sources: the first part of their paths. */
function sourceFolders({ functions, root }: ReloadOptions): string[] {
  const inputs = functions.flatMap((fn) => fn.inputs).map((path) => relative(root, path).split(sep));
  const folders = inputs.flatMap(([first, ...rest]) => (first === undefined || rest.length === 0 ? [] : first));
  return [...new Set(folders)].filter((folder) => folder !== "..").map((folder) => `${root}${sep}${folder}`);
}

async function rebuildAffected(options: ReloadOptions, paths: ReadonlySet<string>): Promise<void> {
  const { functions, concurrency, log } = options;
  const start = performance.now();
  const affected = functions.filter((fn) => fn.isAffectedBy(paths));
  const outcomes = await mapConcurrently(affected, concurrency, rebuild);

  const rebuilt = outcomes.flatMap((outcome) => (outcome.kind === "rebuilt" ? outcome.name : []));
  if (rebuilt.length > 0) log(`↻ ${rebuilt.join(", ")}  ${formatDuration(performance.now() - start)}`);
  // One broken file that many functions share is one error.
  const errors = new Set(outcomes.flatMap((outcome) => (outcome.kind === "failed" ? outcome.message : [])));
  for (const error of errors) log(`✗ ${error}\n  The version before goes on answering.`);
  if ([...paths].some(isReadAtStart))
    log("  Changes to routes, tables or CORS themselves take effect at the next start.");
}

type Outcome =
  | { readonly kind: "rebuilt" | "unchanged"; readonly name: string }
  | { readonly kind: "failed"; readonly message: string };

async function rebuild(fn: LocalFunction): Promise<Outcome> {
  try {
    return { kind: (await fn.rebuild()) ? "rebuilt" : "unchanged", name: fn.name };
  } catch (error) {
    return { kind: "failed", message: error instanceof BundleError ? error.message : `${fn.name}: ${String(error)}` };
  }
}

/** The manifest is loaded once. */
function isReadAtStart(path: string): boolean {
  return path.endsWith(`${sep}routes.ts`) || path.includes(`${sep}functions${sep}manifest${sep}`);
}
