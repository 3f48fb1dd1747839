import { RuntimeError } from "./runtime-error.ts";

/** The parts of `_HANDLER`. */
export interface HandlerName {
  /** Folder of the module: relative to the task root, absolute, or empty. No slash at its end. */
  readonly folder: string;
  /** File or package, usually without extension. */
  readonly module: string;
  /** Path of the export in the module: `handler`, or `orders.create`. */
  readonly exportPath: string;
}

/**
 * Splits `folder/module.export.path` at the first dot of its last segment.
 *
 * @throws RuntimeError `Runtime.MalformedHandlerName` when it has no dot there, or climbs with `..`.
 */
export function parseHandlerName(handlerName: string): HandlerName {
  if (handlerName.includes("..")) {
    throw new RuntimeError(
      "Runtime.MalformedHandlerName",
      `"${handlerName}" is not a valid handler name: write an absolute path instead of ".."`,
    );
  }
  const slash = handlerName.lastIndexOf("/");
  const match = /^([^.]*)\.(.*)$/.exec(handlerName.slice(slash + 1));
  if (match === null) {
    throw new RuntimeError(
      "Runtime.MalformedHandlerName",
      `Bad handler "${handlerName}": it must be file.export, for example index.handler`,
    );
  }
  const [, module = "", exportPath = ""] = match;
  const folder = slash === 0 ? "/" : handlerName.slice(0, Math.max(slash, 0)).replace(/\/+$/, "");
  return { folder, module, exportPath };
}
