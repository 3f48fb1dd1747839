import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { functions } from "../functions/manifest/functions.ts";
import { BundleError } from "./bundle-error.ts";
import { bundleFunction } from "./bundle-function.ts";
import { BundleStamps } from "./bundle-stamps.ts";

const help = `Bundles every function of the API, each to a deployable folder of its own. What has not changed is not bundled
again.

Usage: bun bundler/build.ts [options]

  --out <folder>          where the bundles go (.draht/functions)
  --sourcemaps <folder>   where the source maps go (.draht/sourcemaps)
  --help                  this text
`;

async function main(args: readonly string[]): Promise<void> {
  const output = resolve(import.meta.dir, "../.draht");
  const { values } = parseArgs({
    args: [...args],
    options: {
      out: { type: "string", default: join(output, "functions") },
      sourcemaps: { type: "string", default: join(output, "sourcemaps") },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return;
  }

  const started = performance.now();
  const stamps = new BundleStamps(values.out, values.sourcemaps);
  let unchanged = 0;
  for (const { name, handler } of functions) {
    if (await stamps.unchanged(name, handler)) {
      unchanged += 1;
      continue;
    }
    const bundle = await bundleFunction({ handler, name, outDir: values.out, sourcemapDir: values.sourcemaps });
    await stamps.write(bundle, handler);
    console.log(`${name.padEnd(24)} ${`${Math.ceil(bundle.bytes / 1000)} kB`.padStart(8)}`);
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${functions.length} functions in ${values.out}, ${unchanged} of them unchanged, ${seconds} s`);
}

/** Whether the arguments are to blame: the codes of parseArgs begin so (https://nodejs.org/api/errors.html). */
function isParseArgsError(error: unknown): error is Error {
  return error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}

try {
  await main(Bun.argv.slice(2));
} catch (error) {
  // Anything that is not expected shall show its stack.
  if (!(error instanceof BundleError) && !isParseArgsError(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
