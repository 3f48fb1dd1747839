import { expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "../../local/testing/temporary-folder.ts";
import { SiteBuildError } from "./site-build-error.ts";
import { addTranspilerCache } from "./transpiler-cache.ts";
import { transpilerCacheFolder } from "./transpiler-cache-folder.ts";

/** Bun caches what is larger than 50 kB. */
const largeComment = `/* ${"x".repeat(60_000)} */`;

/** A bundle whose server answers so, by path. */
async function bundleThat(answers: string, comment = largeComment) {
  const folder = await temporaryFolder();
  const bundle = join(folder.path, "default");
  await Bun.write(
    join(bundle, "index.mjs"),
    `${comment}
     const answer = (path) => { ${answers} };
     export const handler = awslambda.streamifyResponse(async ({ rawPath }, stream) => {
       const statusCode = answer(rawPath);
       stream.setContentType("application/vnd.awslambda.http-integration-response");
       stream.write(JSON.stringify({ statusCode, headers: {} }) + "\\0".repeat(8));
       stream.end("body");
     });`,
  );
  return { bundle, folder: folder.path, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}

async function failureOf(answers: string, comment?: string): Promise<unknown> {
  await using site = await bundleThat(answers, comment);
  const error = await addTranspilerCache(site.bundle).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(SiteBuildError);
  expect(await readdir(site.folder)).toEqual(["default"]);
  return error;
}

const healthy = `return path === "/no-such-page" ? 404 : 200;`;

test("leaves in the bundle what the transpiler made of the server that answered", async () => {
  await using site = await bundleThat(healthy);
  await addTranspilerCache(site.bundle);
  expect(await readdir(join(site.bundle, transpilerCacheFolder))).toEqual([expect.stringMatching(/\.pile$/)]);
  expect(await readdir(site.folder)).toEqual(["default"]);
});

test("refuses a server that answers with another status than it must", async () => {
  expect(await failureOf("return 200;")).toMatchObject({
    code: "SITE_BROKEN",
    message: expect.stringContaining("answers /no-such-page with 200, not 404"),
  });
});

test("refuses a server that fails, with what it logged", async () => {
  expect(await failureOf('throw new Error("no manifest");')).toMatchObject({
    code: "SITE_BROKEN",
    message: expect.stringMatching(/fails at \/\. [^]*no manifest/),
  });
});

test("refuses a server of which nothing was cached", async () => {
  expect(await failureOf(healthy, "")).toMatchObject({
    code: "SITE_BROKEN",
    message: expect.stringContaining("has cached nothing"),
  });
});
