import { join, relative, resolve } from "node:path";
import type { BuildConfig, BuildOutput } from "bun";
import { BundleError } from "./bundle-error.ts";
import type { HandlerReference } from "./handler-reference.ts";
import { sdkBrowserBuild } from "./plugins/sdk-browser-build.ts";
import { sdkNativeBase64 } from "./plugins/sdk-native-base64.ts";
import { sdkTraceHeader } from "./plugins/sdk-trace-header.ts";

/**
 * Compiles a handler to `index.js` and its bytecode `index.js.jsc` in a folder.
 *
 * @returns the absolute paths of the source files outside of node_modules
 * @throws BundleError `SOURCE_BROKEN` with `file:line:column: message`, one line per error
 */
export async function compileHandler(
  reference: HandlerReference,
  root: string,
  outdir: string,
): Promise<readonly string[]> {
  const result = await build(reference, root, { outdir, bytecode: true, metafile: true });
  return Object.keys(result.metafile?.inputs ?? {})
    .map((path) => resolve(path))
    .filter((path) => path !== entryOf(root) && !path.includes("node_modules"))
    .sort();
}

/**
 * The source map of what `compileHandler` writes, with sources relative to `builtIn`.
 *
 * It is a pass of its own, because with a map Bun writes a debug id into the code that depends on the working directory:
 * neither code nor bytecode would be reproducible.
 */
export async function sourceMapOf(reference: HandlerReference, root: string, builtIn: string): Promise<string> {
  const { outputs } = await build(reference, root, { outdir: builtIn, sourcemap: "external" });
  const map = outputs.find(({ kind }) => kind === "sourcemap");
  if (!map) throw new BundleError("SOURCE_BROKEN", `${relative(root, reference.file)}: Bun gave no source map.`);
  return await map.text();
}

async function build(
  { file, exportName }: HandlerReference,
  root: string,
  output: Partial<BuildConfig>,
): Promise<BuildOutput> {
  const entry = entryOf(root);
  const result = await Bun.build({
    entrypoints: [entry],
    files: { [entry]: entrySource(relative(root, file), exportName) },
    root,
    naming: { entry: "index.[ext]" },
    target: "bun",
    format: "cjs",
    minify: true,
    define: { "process.env.NODE_ENV": '"production"' },
    // Packages' ES builds, of which the unused part falls away; Bun takes their CommonJS builds otherwise.
    conditions: ["module"],
    plugins: [sdkTraceHeader, sdkNativeBase64, sdkBrowserBuild],
    throw: false,
    ...output,
  });
  if (!result.success) throw new BundleError("SOURCE_BROKEN", describe(result.logs, root));
  return result;
}

/** Exists in memory only. */
function entryOf(root: string): string {
  return join(root, "bundle-entry.js");
}

/**
 * The deployed handler is always `index.handler`, whatever the source calls it. The export is used and not re-exported,
 * for Bun leaves out a re-export of what is missing and says nothing.
 */
function entrySource(file: string, exportName: string): string {
  const specifier = JSON.stringify(`./${file.replaceAll("\\", "/")}`);
  return `import { ${exportName} as exported } from ${specifier}; export const handler = exported;`;
}

function describe(logs: readonly (BuildMessage | ResolveMessage)[], root: string): string {
  return logs
    .filter((log) => log.level === "error")
    .map(({ message, position }) => {
      if (!position) return message;
      return `${relative(root, resolve(position.file))}:${position.line}:${position.column}: ${message}`;
    })
    .join("\n");
}
