import { join } from "node:path";
import { siteFolder } from "./site-folder.ts";

const inputs = [new Bun.Glob("*.{ts,json,lock}"), new Bun.Glob("{app,build,public,status}/**/*")];

/** Next.js and SST write these by themselves, and the build does not check types. */
const generated = new Set(["next-env.d.ts", "sst-env.d.ts", "tsconfig.json"]);

/** SHA-256 in hexadecimal of all that the build is made of: the sources, the packages' versions and this Bun. */
export async function hashInputs(folder: string = siteFolder): Promise<string> {
  const found = await Promise.all(inputs.map((glob) => Array.fromAsync(glob.scan({ cwd: folder, dot: true }))));
  const hash = new Bun.CryptoHasher("sha256");
  hash.update(Bun.version);
  for (const path of found.flat().filter(isInput).sort()) {
    hash.update(`\0${path}\0`);
    hash.update(await Bun.file(join(folder, path)).bytes());
  }
  return hash.digest("hex");
}

function isInput(path: string): boolean {
  return !generated.has(path) && !/\.test\.tsx?$/.test(path);
}
