import { join } from "node:path";
import { npmFolder } from "./npm-folder.ts";

const esbuildVersion = "0.28.2";

/**
 * Bundles handlers for Node by esbuild, each to `<outDir>/<its name>/index.js`: minified, and of packages' ES builds, so
 * that the unused part falls away; what a project that cares for cold starts does.
 *
 * @throws InstallError
 */
export async function bundleForNode(
  sources: Readonly<Record<string, string>>,
  outDir: string,
  cacheDir: string,
  onProgress: (line: string) => void,
): Promise<void> {
  const modules = await npmFolder(join(cacheDir, `esbuild-${esbuildVersion}`), {
    packages: { esbuild: esbuildVersion },
    onInstall: () => onProgress(`esbuild ${esbuildVersion}: installing`),
  });
  const esbuild = join(modules, `@esbuild/${process.platform}-${process.arch}/bin/esbuild`);
  for (const [name, source] of Object.entries(sources)) {
    const outfile = join(outDir, name, "index.js");
    const options = ["--bundle", "--minify", "--platform=node", "--target=node20", "--format=cjs"];
    // As in Lambda, where no package.json is above; here this repository's would make it an ES module.
    await Bun.write(join(outDir, name, "package.json"), '{ "type": "commonjs" }');
    await Bun.$`${esbuild} ${source} ${options} --main-fields=module,main --log-level=error --outfile=${outfile}`.quiet();
  }
}
