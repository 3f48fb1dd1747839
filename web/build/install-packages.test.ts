import { expect, test } from "bun:test";
import { join } from "node:path";
import { temporaryFolder } from "../../local/testing/temporary-folder.ts";
import { installPackages } from "./install-packages.ts";
import { SiteBuildError } from "./site-build-error.ts";

/** Installs in a repository whose script does this; returns what is told of it. */
async function progressOf(script: string): Promise<string[]> {
  await using repository = await temporaryFolder();
  await Bun.write(join(repository.path, "scripts/install.ts"), script);
  const progress: string[] = [];
  await installPackages(repository.path, (line) => progress.push(line));
  return progress;
}

test("tells when packages were installed, and nothing when they were there", async () => {
  expect(await progressOf('console.error("done in", process.argv[2])')).toEqual(["packages installed"]);
  expect(await progressOf("")).toEqual([]);
});

test("a failed installation is an error that says why", async () => {
  const error = await progressOf('console.error("no registry"); process.exit(1)').catch((error: unknown) => error);
  expect(error).toBeInstanceOf(SiteBuildError);
  expect(error).toMatchObject({ code: "PACKAGES_NOT_INSTALLED", message: "no registry" });
});
