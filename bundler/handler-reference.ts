import { join } from "node:path";
import { BundleError } from "./bundle-error.ts";

const sourceExtensions = ["ts", "tsx", "mts", "js", "mjs"] as const;

/** Where a handler is: an absolute source file and the export's name. */
export interface HandlerReference {
  readonly file: string;
  readonly exportName: string;
}

/**
 * Finds what a handler string such as `functions/entries/create-category.handler` names: a source file without its
 * extension, relative to the root, a dot, and the export.
 *
 * @throws BundleError `HANDLER_MALFORMED`, `HANDLER_NOT_FOUND`
 */
export async function findHandler(handler: string, root: string): Promise<HandlerReference> {
  const [, path, exportName] = /^((?:[^/\\\p{Cc}]+\/)*[^/\\.\p{Cc}]+)\.([A-Za-z_$][\w$]*)$/u.exec(handler) ?? [];
  if (path === undefined || exportName === undefined || path.split("/").includes("..")) {
    throw new BundleError(
      "HANDLER_MALFORMED",
      `"${handler}" is not a handler: write the source file without its extension, a dot and the export, ` +
        "as in functions/entries/create-category.handler.",
    );
  }
  for (const extension of sourceExtensions) {
    const file = join(root, `${path}.${extension}`);
    if (await Bun.file(file).exists()) return { file, exportName };
  }
  throw new BundleError(
    "HANDLER_NOT_FOUND",
    `"${handler}" has no source: there is no ${path}.{${sourceExtensions.join(",")}} in ${root}.`,
  );
}
