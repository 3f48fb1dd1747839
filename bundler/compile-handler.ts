import { join, relative, resolve } from "node:path";
import { BundleError } from "./bundle-error.ts";
import type { HandlerReference } from "./handler-reference.ts";
import { sdkBrowserBuild } from "./plugins/sdk-browser-build.ts";
import { sdkTraceHeader } from "./plugins/sdk-trace-header.ts";

/**
 * Compiles a handler to `index.js`, `index.js.jsc` and `index.js.map` in a folder.
 *
 * @returns the absolute paths of the source files outside of node_modules
 * @throws BundleError `SOURCE_BROKEN` with `file:line:column: message`, one line per error
 */
export async function compileHandler(
  { file, exportName }: HandlerReference,
  root: string,
  outdir: string,
): Promise<readonly string[]> {
  // The deployed handler is always `index.handler`, whatever the source calls it.
  const entry = join(root, "index.ts");
  const result = await Bun.build({
    entrypoints: [entry],
    files: { [entry]: `export { ${exportName} as handler } from ${JSON.stringify(file)};` },
    root,
    outdir,
    naming: { entry: "index.[ext]" },
    target: "bun",
    format: "cjs",
    bytecode: true,
    minify: true,
    sourcemap: "external",
    define: { "process.env.NODE_ENV": '"production"' },
    // Packages' ES builds, of which the unused part falls away; Bun takes their CommonJS builds otherwise.
    conditions: ["module"],
    plugins: [sdkTraceHeader, sdkBrowserBuild],
    metafile: true,
    throw: false,
  });
  if (!result.success) throw new BundleError("SOURCE_BROKEN", describe(result.logs, root));

  return Object.keys(result.metafile?.inputs ?? {})
    .map((path) => resolve(path))
    .filter((path) => path !== entry && !path.includes("node_modules"))
    .sort();
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
