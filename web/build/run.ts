import { parseArgs } from "node:util";
import { runMain } from "../../layers/bun/run-main.ts";
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

await runMain(main, [SiteBuildError]);
