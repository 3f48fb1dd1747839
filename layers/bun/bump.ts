import { join } from "node:path";
import { parseArgs } from "node:util";
import { readMentioningFiles, withVersion } from "./bun-mentions.ts";
import { repository, type RegistryOptions } from "./bun-package.ts";
import { pinnedRelease, type BunRelease } from "./bun-release.ts";
import { latestVersion, publishedRelease } from "./published-bun.ts";
import { runMain } from "./run-main.ts";
import { UsageError } from "./usage-error.ts";

const help = `Pins a newer Bun: asks the configured package registry and edits the files that name the version.

Usage: bun layers/bun/bump.ts [options]

  --check          only look: exit code 0 when the pinned Bun is the newest, 2 when the registry has a newer one
  --to <version>   pin this version instead of the registry's latest
  --root <folder>  the repository to edit (this one)
  --help           this text
`;

const newerExists = 2;

async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      check: { type: "boolean", default: false },
      to: { type: "string" },
      root: { type: "string", default: repository },
      help: { type: "boolean", default: false },
    },
  });
  const { check, to, root } = values;
  if (values.help) {
    console.log(help);
    return 0;
  }
  if (check && to !== undefined) throw new UsageError("--check looks for the latest version: leave --to out.");
  if (to !== undefined && !/^\d+\.\d+\.\d+$/.test(to)) throw new UsageError(`--to ${to} is no version such as 1.2.3.`);

  const registry = { projectDir: root };
  const version = to ?? (await latestVersion(registry));
  const isNewer = Bun.semver.order(version, pinnedRelease.version) > 0;
  if (version === pinnedRelease.version || (to === undefined && !isNewer)) {
    console.log(`Bun ${pinnedRelease.version} is pinned, and nothing newer is in the registry.`);
    return 0;
  }
  if (check) {
    console.log(`Bun ${version} is in the registry, ${pinnedRelease.version} is pinned: run bun layers/bun/bump.ts.`);
    return newerExists;
  }
  await pin(version, root, registry);
  return 0;
}

async function pin(version: string, root: string, registry: RegistryOptions): Promise<void> {
  const release: BunRelease = await publishedRelease(version, pinnedRelease.packages, registry);
  const changed = new Map([["layers/bun/bun-release.json", `${JSON.stringify(release, null, 2)}\n`]]);
  for (const [path, text] of await readMentioningFiles(root)) {
    const edited = withVersion(path, text, version);
    if (edited !== text) changed.set(path, edited);
  }
  for (const [path, text] of changed) {
    await Bun.write(join(root, path), text);
    console.log(`changed ${path}`);
  }
  console.log(`
Bun ${version} is pinned. What is next:
  npx -y bun@${version} install                                   brings bun.lock to the new types
  npx -y bun@${version} layers/bun/build.ts --arch all --zip      holds the layers' sizes against the budget
  npx -y bun@${version} run verify                                every check and test
Measured figures name the Bun that they were measured with: run the benchmarks again for new ones.`);
}

await runMain(async (args) => {
  process.exitCode = await main(args);
});
