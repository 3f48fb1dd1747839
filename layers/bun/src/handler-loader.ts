import { parseHandlerName } from "./handler-name.ts";
import type { LambdaContext } from "./context.ts";
import { findModule } from "./module-lookup.ts";
import { RuntimeError } from "./runtime-error.ts";
import { STREAMING } from "./streaming-marker.ts";
import { toLoadError } from "./load-error.ts";

/** A handler whose result is posted at once: returned or resolved. */
export type BufferedHandler = (event: unknown, context: LambdaContext) => unknown;

/** How a handler answers. What serves it is chosen by `kind`. */
export interface LoadedHandler {
  readonly kind: "buffered";
  readonly call: BufferedHandler;
}

/**
 * Loads the module that `_HANDLER` names and finds the handler in it, so that module scope runs in Lambda's init phase.
 * ES modules, CommonJS, TypeScript and Bun's bytecode bundles all come in through `import()`, which takes the `.jsc`
 * beside a bundle as `require` does.
 *
 * @throws {RuntimeError} with a code that says what to change; whatever else the module itself throws passes through.
 */
export async function loadHandler(taskRoot: string, handlerName: string): Promise<LoadedHandler> {
  const name = parseHandlerName(handlerName);
  const module = await importModule(() => findModule(taskRoot, name));
  const handler = findExport(module, name.exportPath);
  if (handler === undefined || handler === null) {
    throw new RuntimeError("Runtime.HandlerNotFound", `${handlerName} is undefined or not exported`);
  }
  if (!isFunction(handler)) throw new RuntimeError("Runtime.HandlerNotFound", `${handlerName} is not a function`);
  refuseStreaming(handler, handlerName);
  if (handler.length >= 3) {
    throw new RuntimeError(
      "Runtime.CallbackHandlerDeprecated",
      `${handlerName} takes a callback, which AWS Lambda has deprecated: make it async and return the result`,
    );
  }
  return { kind: "buffered", call: handler };
}

async function importModule(find: () => Promise<string>): Promise<unknown> {
  try {
    const module: unknown = await import(await find());
    return module;
  } catch (thrown) {
    throw toLoadError(thrown);
  }
}

function findExport(module: unknown, path: string): unknown {
  return walk(module, path) ?? walk(property(module, "default"), path);
}

function walk(root: unknown, path: string): unknown {
  return path.split(".").reduce(property, root);
}

function property(owner: unknown, key: string): unknown {
  if ((typeof owner !== "object" && typeof owner !== "function") || owner === null) return undefined;
  return Reflect.get(owner, key);
}

function isFunction(value: unknown): value is BufferedHandler {
  return typeof value === "function";
}

function refuseStreaming(handler: BufferedHandler, handlerName: string): void {
  const mode: unknown = Reflect.get(handler, STREAMING);
  if (!mode) return;
  if (mode !== "response") {
    throw new RuntimeError("Runtime.MalformedStreamingHandler", "Only response streaming is supported.");
  }
  throw new RuntimeError(
    "Runtime.StreamingNotSupported",
    `${handlerName} streams its response, which this runtime does not serve: return the whole response instead`,
  );
}
