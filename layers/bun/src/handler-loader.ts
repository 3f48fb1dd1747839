import { parseHandlerName } from "./handler-name.ts";
import type { LambdaContext } from "./context.ts";
import { isFetchApp } from "./http/fetch-app.ts";
import type { FetchApp } from "./http/fetch-app.ts";
import { toLoadError } from "./load-error.ts";
import { findModule } from "./module-lookup.ts";
import type { ResponseStream } from "./response-stream.ts";
import { RuntimeError } from "./runtime-error.ts";
import { streaming, streamingHighWaterMark } from "./streaming-marker.ts";

/** A handler that returns or resolves to its result: a value, or a stream of chunks. */
export interface BufferedHandler {
  readonly kind: "buffered";
  readonly call: (event: unknown, context: LambdaContext) => unknown;
}

/** A handler marked with `awslambda.streamifyResponse`, which writes its response. */
export interface StreamingHandler {
  readonly kind: "streaming";
  readonly call: (event: unknown, stream: ResponseStream, context: LambdaContext) => unknown;
  /** In bytes; the runtime's own where the mark has none. */
  readonly highWaterMark: number | undefined;
}

/** A web-standard app. */
export interface FetchHandler {
  readonly kind: "fetch";
  readonly app: FetchApp;
  /** Whether it is marked with `awslambda.streamifyResponse`. */
  readonly streams: boolean;
  readonly highWaterMark: number | undefined;
}

/** How a handler answers. What serves it is chosen by `kind`. */
export type LoadedHandler = BufferedHandler | StreamingHandler | FetchHandler;

type AnyFunction = (...parameters: unknown[]) => unknown;

/**
 * Loads the module that `_HANDLER` names and finds the handler in it, so that module scope runs in Lambda's init phase.
 * ES modules, CommonJS, TypeScript and Bun's bytecode bundles all come in through `import()`, which takes the `.jsc`
 * beside a bundle as `require` does.
 *
 * An export that is an object with a method `fetch` is a web-standard app, and so is the owner of `_HANDLER`
 * `module.fetch`: the module or its default export.
 *
 * @throws RuntimeError with a code that says what to change; whatever else the module itself throws passes through.
 */
export async function loadHandler(taskRoot: string, handlerName: string): Promise<LoadedHandler> {
  const name = parseHandlerName(handlerName);
  const module = await importModule(() => findModule(taskRoot, name));
  const handler = findExport(module, name.exportPath);
  if (handler === undefined || handler === null) {
    throw new RuntimeError("Runtime.HandlerNotFound", `${handlerName} is undefined or not exported`);
  }
  if (name.exportPath === "fetch" && isFetch(handler)) return toOwnedFetchHandler(module, handler);
  if (isFetchApp(handler)) return toFetchHandler(handler, handler);
  if (!isFunction(handler)) throw new RuntimeError("Runtime.HandlerNotFound", `${handlerName} is not a function`);
  if (isStreaming(handler)) return { kind: "streaming", call: handler, highWaterMark: highWaterMarkOf(handler) };
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

function isFunction(value: unknown): value is AnyFunction {
  return typeof value === "function";
}

function isFetch(value: unknown): value is FetchApp["fetch"] {
  return typeof value === "function";
}

/** An app's method may need its `this`, and the mark may be on the app: the module, or its default export. */
function toOwnedFetchHandler(module: unknown, fetch: FetchApp["fetch"]): FetchHandler {
  const owner = [module, property(module, "default")].find((candidate) => property(candidate, "fetch") === fetch);
  const app: FetchApp = { fetch: (request, bindings) => Reflect.apply(fetch, owner, [request, bindings]) };
  return toFetchHandler(app, isFetchApp(owner) && isStreaming(owner) ? owner : fetch);
}

function toFetchHandler(app: FetchApp, marked: object): FetchHandler {
  return { kind: "fetch", app, streams: isStreaming(marked), highWaterMark: highWaterMarkOf(marked) };
}

function isStreaming(handler: object): boolean {
  const mode: unknown = Reflect.get(handler, streaming);
  if (!mode) return false;
  if (mode === "response") return true;
  throw new RuntimeError("Runtime.MalformedStreamingHandler", "Only response streaming is supported.");
}

function highWaterMarkOf(handler: object): number | undefined {
  const bytes: unknown = Reflect.get(handler, streamingHighWaterMark);
  return typeof bytes === "number" && Number.isInteger(bytes) && bytes > 0 ? bytes : undefined;
}
