import { parseArgs } from "node:util";
import { LayerError } from "../../layers/bun/layer-error.ts";
import { isUsageError } from "../../layers/bun/usage-error.ts";
import { buildSite } from "./build-site.ts";
import { SiteBuildError } from "./site-build-error.ts";

const help = `Builds the site so that it can be deployed, into web/.open-next. Does nothing when nothing has changed.

Usage: bun run build:site

Exit code: 0 when the build is there, 1 with what went wrong on standard error.
`;

async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { help: { type: "boolean", default: false } } });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  await buildSite((line) => console.log(`site: ${line}`));
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  // Anything that is not expected shall show its stack.
  if (!isUsageError(error) && !(error instanceof SiteBuildError) && !(error instanceof LayerError)) throw error;
  const hint = isUsageError(error) ? " (see --help)" : "";
  console.error(`${error.message}${hint}`);
  process.exitCode = 1;
}
