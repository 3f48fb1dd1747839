import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "bun:test";
import { relaunched, relaunchedArgument, findLayerModules, planRelaunch } from "./relaunch.ts";

const command = (): [string, ...string[]] => ["/opt/bootstrap"];
const layerModules = "/opt/nodejs/node_modules";

describe("planRelaunch", () => {
  test("most functions need none", () => {
    expect(planRelaunch({ variables: { A: "1" }, command, layerModules: undefined })).toBeUndefined();
  });

  test("A7 the wrapper gets the command line", () => {
    const plan = planRelaunch({
      variables: { AWS_LAMBDA_EXEC_WRAPPER: "/opt/wrap" },
      command,
      layerModules: undefined,
    });
    expect(plan).toEqual({
      file: "/opt/wrap",
      argv: ["/opt/wrap", "/opt/bootstrap", relaunchedArgument],
      environment: { AWS_LAMBDA_EXEC_WRAPPER: "/opt/wrap", [relaunched]: "1" },
    });
  });

  test.each([
    [undefined, layerModules],
    ["/var/task/lib", `/var/task/lib:${layerModules}`],
  ])("A6 with NODE_PATH %p the packages of layers are added to it", (nodePath, expected) => {
    const plan = planRelaunch({ variables: { NODE_PATH: nodePath }, command, layerModules });
    expect(plan).toEqual({
      file: "/opt/bootstrap",
      argv: [...command(), relaunchedArgument],
      environment: { NODE_PATH: expected, [relaunched]: "1" },
    });
  });

  test("A6 where NODE_PATH has them already nothing is needed", () => {
    expect(planRelaunch({ variables: { NODE_PATH: `/a:${layerModules}` }, command, layerModules })).toBeUndefined();
  });

  test("A6 A7 it happens once", () => {
    const variables = { AWS_LAMBDA_EXEC_WRAPPER: "/opt/wrap", [relaunched]: "1" };
    expect(planRelaunch({ variables, command, layerModules })).toBeUndefined();
  });

  test("A7 it happens once also where the wrapper has cleared the environment", () => {
    const variables = { AWS_LAMBDA_EXEC_WRAPPER: "/opt/wrap" };
    const plan = planRelaunch({ variables, command: () => [...command(), relaunchedArgument], layerModules });
    expect(plan).toBeUndefined();
  });
});

test("A6 a module of a layer resolves after the relaunch, by import and by require", async () => {
  const folder = await mkdtemp(join(tmpdir(), "relaunch-"));
  try {
    const modules = join(folder, "nodejs/node_modules");
    await mkdir(join(modules, "from-layer"), { recursive: true });
    await writeFile(
      join(modules, "from-layer/package.json"),
      `{"name":"from-layer","version":"1.0.0","main":"main.js"}`,
    );
    await writeFile(join(modules, "from-layer/main.js"), "module.exports = 'from the layer';");
    await writeFile(join(folder, "user.mjs"), `import value from "from-layer"; export { value };`);
    await writeFile(join(folder, "user.cjs"), `exports.value = require("from-layer");`);
    await writeFile(
      join(folder, "main.ts"),
      `import { findLayerModules, ownCommand, planRelaunch, relaunch } from ${JSON.stringify(join(import.meta.dir, "relaunch.ts"))};
       const layerModules = findLayerModules(${JSON.stringify(modules)});
       relaunch(planRelaunch({ variables: process.env, command: ownCommand, layerModules }));
       const loaded = await Promise.all([import("./user.mjs"), import("./user.cjs")]);
       console.log(JSON.stringify(loaded.map((module) => module.value)));`,
    );
    const child = Bun.spawn([process.execPath, "--no-install", join(folder, "main.ts")], {
      env: {},
      stdout: "pipe",
      stderr: "inherit",
    });
    expect(JSON.parse(await child.stdout.text())).toEqual(["from the layer", "from the layer"]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test("A6 without the folder, or with a file in its place, there are no packages of layers", async () => {
  expect(findLayerModules(join(import.meta.dir, "nowhere"))).toBeUndefined();
  expect(findLayerModules(import.meta.path)).toBeUndefined();
  expect(findLayerModules(import.meta.dir)).toBe(import.meta.dir);
});
