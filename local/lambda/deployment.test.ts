import { expect, test } from "bun:test";
import { exists, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { Deployment } from "./deployment.ts";
import { TestBundle } from "./testing/test-bundle.ts";

test("a deployment is a copy of the bundle with the links in it, and the bundle stays as it is", async () => {
  await using bundle = await TestBundle.create("exports.handler = 1;");
  await using parent = await temporaryFolder();

  const deployment = await Deployment.create(bundle, { Table: { name: "x" } }, parent.path);
  await writeFile(join(bundle.folder, "index.js"), "exports.handler = 2;");

  expect(await Bun.file(join(deployment.taskRoot, "index.js")).text()).toBe("exports.handler = 1;");
  expect((await readdir(deployment.taskRoot)).sort()).toEqual(["index.js", "resource.enc"]);
  expect(await readdir(bundle.folder)).toEqual(["index.js"]);
  expect(deployment.handler).toBe("index.handler");
  expect(deployment.linkVariables.SST_KEY_FILE).toBe("resource.enc");
});

test("a removed deployment leaves no folder", async () => {
  await using bundle = await TestBundle.create("");
  await using parent = await temporaryFolder();
  const deployment = await Deployment.create(bundle, {}, parent.path);

  await deployment.remove();

  expect(await exists(deployment.taskRoot)).toBe(false);
});

test("a bundle that is not there is said so, with what to do", async () => {
  await using parent = await temporaryFolder();
  const bundle = { folder: join(parent.path, "missing"), handler: "index.handler", hash: "0" };

  const error = await Deployment.create(bundle, {}, parent.path).catch((thrown: unknown) => thrown);

  expect(error).toMatchObject({
    code: "BUNDLE_NOT_FOUND",
    message: `There is no bundle folder ${bundle.folder}: build the function first.`,
  });
});
