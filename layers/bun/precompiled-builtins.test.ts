import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { builtinModules } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildLayer } from "./build-layer.ts";
import { hostTarget } from "./layer-target.ts";
import { precompiledBuiltins } from "./precompiled-builtins.ts";
import { RuntimeProcess } from "./testing/runtime-process.ts";

const uncompiled = [process.execPath, "--no-install", join(import.meta.dir, "src/bootstrap.ts")];

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "precompiled-builtins-"));
});

afterAll(() => rm(folder, { recursive: true }));

test("every precompiled module is one of Bun's own", () => {
  expect(precompiledBuiltins.filter((name) => !builtinModules.includes(name))).toEqual([]);
});

test("a function that imports them has the layer parse next to nothing, and a plain Bun much", async () => {
  const { bootstrap } = await buildLayer(hostTarget(), { outDir: folder });

  const [layer, bun] = await Promise.all([parsedFor([bootstrap]), parsedFor(uncompiled)]);

  expect(bun).toBeGreaterThan(precompiledBuiltins.length);
  expect(layer).toBeLessThan(bun / 4);
});

/** How much more JavaScriptCore parses, in functions and modules, for a handler that imports every precompiled module. */
async function parsedFor(command: readonly string[]): Promise<number> {
  const [nothing, everything] = await Promise.all([parsed(command, []), parsed(command, precompiledBuiltins)]);
  return everything - nothing;
}

async function parsed(command: readonly string[], modules: readonly string[]): Promise<number> {
  const source = "exports.handler = async (names) => names.map((name) => typeof require(`node:${name}`));";
  await using runtime = await RuntimeProcess.start({
    files: { "index.js": source },
    command,
    environment: { BUN_JSC_reportParseTimes: "1" },
  });
  await runtime.invoke(modules);
  return (await runtime.stop()).filter((line) => line.startsWith("Parsed ")).length;
}
