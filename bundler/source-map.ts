import { relative, resolve } from "node:path";
import * as v from "valibot";

const sourceMapSchema = v.looseObject({ sources: v.array(v.string()), debugId: v.optional(v.string()) });

/**
 * A source map whose sources are relative to the repository instead of the folder it was built in, so that it is the same
 * on every machine and readable in a stack trace.
 *
 * Source: ECMA-426, "Source map format".
 */
export function sourcesRelativeTo(root: string, builtIn: string, json: string): string {
  const { debugId: _, ...map } = v.parse(sourceMapSchema, JSON.parse(json));
  const sources = map.sources.map((source) => readablePath(root, resolve(builtIn, source)));
  return JSON.stringify({ ...map, sources });
}

/** Packages may really lie elsewhere, through links or in a parent folder: they are named from node_modules on. */
function readablePath(root: string, path: string): string {
  const withinRoot = relative(root, path).replaceAll("\\", "/");
  return withinRoot.replace(/^.*?(?=node_modules\/)/, "");
}
