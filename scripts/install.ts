/**
 * Installs exactly what `bun.lock` names, once: the first step of `bun run start`, `test` and `verify`, so that a clone
 * needs no preparation. Imports no package, because it runs before anything is installed.
 *
 * Usage: bun scripts/install.ts [folder]. Without one it is the repository's own folder; `web` has a lock file, too.
 *
 * Exit code 0 when everything is in place, 1 with one line on stderr that says what to do.
 */
import { join } from "node:path";
import { engines } from "../package.json";

const [folder = ""] = process.argv.slice(2);
const root = join(import.meta.dir, "..", folder);
/** Written last: an interrupted installation leaves no stamp and is repeated. */
const stampFile = Bun.file(join(root, "node_modules", ".draht-installed"));

/** Changes whenever another installation could result: the lock, the manifest, the Bun or the platform. */
async function wantedStamp(): Promise<string> {
  const hash = new Bun.CryptoHasher("sha256");
  for (const name of ["bun.lock", "package.json"]) hash.update(await Bun.file(join(root, name)).bytes());
  hash.update(`${Bun.version} ${process.platform} ${process.arch}`);
  return hash.digest("hex");
}

/** One line out of what Bun printed: why, and what the reader can do about it. */
function explain(output: string): string {
  const reason = output.split("\n").find((line) => line.startsWith("error:")) ?? "error: bun install failed";
  // An older Bun says one, a newer one the other.
  if (/(Unknown|Unsupported) lockfile version/i.test(output)) {
    return `Bun ${Bun.version} cannot read bun.lock. Use Bun ${engines.bun}: npm install --global bun@${engines.bun}. (${reason})`;
  }
  if (/lockfile had changes|frozen/i.test(output)) {
    return `package.json and bun.lock disagree. Run \`bun install\`${folder && ` in ${folder}`} and commit bun.lock. (${reason})`;
  }
  if (
    /ConnectionRefused|ConnectionClosed|Timeout|ENOTFOUND|DNS|FailedToOpenSocket|Unable to connect|40[13]/i.test(output)
  ) {
    return `the npm registry is unreachable. Check the network, proxy and registry settings of npm, then try again. (${reason})`;
  }
  return reason;
}

const wanted = await wantedStamp();
const installed = (await stampFile.exists()) ? await stampFile.text() : "";
if (installed === wanted) process.exit(0);

const started = performance.now();
process.stderr.write(`Installing packages from ${join(folder, "bun.lock")} … `);
const install = Bun.spawn([process.execPath, "install", "--frozen-lockfile"], {
  cwd: root,
  stdin: "ignore",
  stdout: "pipe",
  stderr: "pipe",
});
const [stdout, stderr, exitCode] = await Promise.all([
  new Response(install.stdout).text(),
  new Response(install.stderr).text(),
  install.exited,
]);
if (exitCode !== 0) {
  process.stderr.write(`\nCannot install packages: ${explain(`${stderr}\n${stdout}`)}\n`);
  process.exit(1);
}
await Bun.write(stampFile, wanted);
process.stderr.write(`done in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
