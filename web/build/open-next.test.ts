import { expect, test } from "bun:test";
import { join } from "node:path";
import { temporaryFolder } from "../../local/testing/temporary-folder.ts";
import { runOpenNext } from "./open-next.ts";
import { SiteBuildError } from "./site-build-error.ts";

/** A site whose OpenNext is this program. */
async function siteBuiltBy(program: string) {
  const folder = await temporaryFolder();
  await Bun.write(join(folder.path, "node_modules/@opennextjs/aws/dist/index.js"), program);
  return folder;
}

test("builds for production, in the site's folder, under the id that it is given", async () => {
  await using site = await siteBuiltBy(`
    const { DRAHT_BUILD_ID, NODE_ENV, NEXT_TELEMETRY_DISABLED } = process.env;
    await Bun.write("seen.json", JSON.stringify({ DRAHT_BUILD_ID, NODE_ENV, NEXT_TELEMETRY_DISABLED }));`);
  await runOpenNext(site.path, "0123456789ab");
  expect(await Bun.file(join(site.path, "seen.json")).json()).toEqual({
    DRAHT_BUILD_ID: "0123456789ab",
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
  });
});

test("what it leaves in the temporary folder is removed", async () => {
  await using site = await siteBuiltBy(`
    const file = require("node:os").tmpdir() + "/settings.mjs";
    await Bun.write(file, "");
    await Bun.write("seen.txt", file);`);
  await runOpenNext(site.path, "build");
  const left = await Bun.file(join(site.path, "seen.txt")).text();
  expect(left).toContain("draht-site-build-");
  expect(await Bun.file(left).exists()).toBe(false);
});

test("a build that fails is an error with all that was printed", async () => {
  await using site = await siteBuiltBy('console.log("compiling"); console.error("no such page"); process.exit(3);');
  const error = await runOpenNext(site.path, "build").catch((error: unknown) => error);
  expect(error).toBeInstanceOf(SiteBuildError);
  expect(error).toMatchObject({ code: "SITE_BUILD_FAILED", message: expect.stringMatching(/compiling\nno such page/) });
});
