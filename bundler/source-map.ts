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
  const sources = map.sources.map((source) => relative(root, resolve(builtIn, source)).replaceAll("\\", "/"));
  return JSON.stringify({ ...map, sources });
}
