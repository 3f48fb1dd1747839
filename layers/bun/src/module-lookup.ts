import type { HandlerName } from "./handler-name.ts";
import { RuntimeError } from "./runtime-error.ts";

/**
 * The exact name first, then what Node.js runtimes look for, then what only Bun runs. Never an import without
 * extension: Bun would prefer a `.tsx` lying beside the `.js`.
 */
const extensions = ["", ".js", ".mjs", ".cjs", ".ts", ".mts", ".cts", ".tsx", ".jsx"];

/**
 * Finds the file of the handler's module: a file under the task root (or the absolute folder) by the order of
 * extensions, then a package that resolves from there.
 *
 * @throws ResolveMessage of Bun when there is neither.
 * @throws RuntimeError `Runtime.MalformedHandlerName` for a path with a question mark, from which on Bun reads a query.
 */
export async function findModule(taskRoot: string, name: HandlerName): Promise<string> {
  const base = `${absoluteFolder(taskRoot, name.folder)}/${name.module}`;
  if (base.includes("?")) {
    throw new RuntimeError("Runtime.MalformedHandlerName", `Bun cannot load "${base}": rename what holds the "?"`);
  }
  for (const extension of extensions) {
    const path = `${base}${extension}`;
    // True for files only: a folder of the same name beside the file is passed over.
    if (await Bun.file(path).exists()) return path;
  }
  const specifier = name.folder === "" ? name.module : `${name.folder}/${name.module}`;
  return Bun.resolveSync(specifier, taskRoot);
}

function absoluteFolder(taskRoot: string, folder: string): string {
  if (folder === "") return taskRoot;
  if (folder === "/") return "";
  return folder.startsWith("/") ? folder : `${taskRoot}/${folder}`;
}
