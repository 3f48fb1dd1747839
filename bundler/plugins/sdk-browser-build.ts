import { dirname, relative } from "node:path";
import type { BunPlugin } from "bun";
import * as v from "valibot";

/** Files of the AWS SDK: the package's folder, and the path inside of it. */
const sdkFile = /^(.*[\\/]node_modules[\\/]@(?:aws-sdk|smithy)[\\/][^\\/]+)[\\/](.+)\.js$/;

/** `browser` may also be the path of a whole other entry; no package of the SDK has that. */
const packageSchema = v.object({
  browser: v.optional(v.union([v.record(v.string(), v.union([v.string(), v.literal(false)])), v.string()])),
});

type BrowserMap = Readonly<Record<string, string | false>>;

/**
 * Builds the AWS SDK (`@aws-sdk/*`, `@smithy/*`) as for browsers: applies the `browser` map of each package's
 * package.json, which swaps `runtimeConfig` and everything else that imports `node:` modules. Those imports are most of
 * what an SDK client costs at a cold start.
 *
 * A browser client looks nothing up, neither in the environment nor in `~/.aws` nor at a metadata service: region,
 * credentials, endpoint and retry options must be given to it.
 *
 * Source of the map's meaning: https://github.com/defunctzombie/package-browser-field-spec
 */
export const sdkBrowserBuild: BunPlugin = {
  name: "sdk-browser-build",
  setup(build) {
    const maps = new Map<string, Promise<BrowserMap>>();

    build.onLoad({ filter: sdkFile }, async ({ path }) => {
      const [, folder, file] = sdkFile.exec(path) ?? [];
      if (folder === undefined || file === undefined) return undefined;

      const map = maps.get(folder) ?? readBrowserMap(folder);
      maps.set(folder, map);
      const key = `./${file.replaceAll("\\", "/")}`;
      const replacement = (await map)[key] ?? (await map)[`${key}.js`];
      if (replacement === undefined) return undefined;
      // A re-export, for the bundler then resolves and tree-shakes the replacement as any other file of the package.
      const contents = replacement === false ? "export {};" : `export * from "${relativeImport(key, replacement)}";`;
      return { contents, loader: "js" };
    });
  },
};

async function readBrowserMap(folder: string): Promise<BrowserMap> {
  const { browser } = v.parse(packageSchema, await Bun.file(`${folder}/package.json`).json());
  return typeof browser === "object" ? browser : {};
}

function relativeImport(from: string, to: string): string {
  return `./${relative(dirname(from), to).replaceAll("\\", "/")}`;
}
