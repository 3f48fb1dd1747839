import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildLayer } from "../layers/bun/build-layer.ts";
import { hostTarget } from "../layers/bun/layer-target.ts";
import { bundleFunction } from "./bundle-function.ts";
import { assertBytecodeIsUsed } from "./bytecode.ts";

describe("a bundle's bytecode", () => {
  let folder: string;
  let bundle: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "bytecode-"));
    // Loading this bundle fails, as it does for a handler that wants its environment.
    const source = "if (!process.env.TABLE) throw new Error('no TABLE'); export const handler = () => 'done';";
    await Bun.write(join(folder, "hello.ts"), source);
    ({ folder: bundle } = await bundleFunction({
      handler: "hello.handler",
      name: "hello",
      outDir: folder,
      root: folder,
    }));
  });

  afterAll(() => rm(folder, { recursive: true }));

  async function copyOfBundle(name: string): Promise<string> {
    const copy = join(folder, name);
    await cp(bundle, copy, { recursive: true });
    return copy;
  }

  test("is used, also when the module itself fails and when the folder was moved", async () => {
    await assertBytecodeIsUsed(await copyOfBundle("moved"), "hello");
  });

  test("is used by a layer's compiled bootstrap", async () => {
    const sourceDir = join(folder, "runtime");
    await Bun.write(
      join(sourceDir, "bootstrap.ts"),
      "console.error('loading'); await import(`${process.env.LAMBDA_TASK_ROOT}/index.js`);",
    );
    const { bootstrap } = await buildLayer(hostTarget(), { sourceDir, outDir: join(folder, "layer") });

    const environment = { LAMBDA_TASK_ROOT: bundle, TABLE: "T", BUN_JSC_verboseDiskCache: "1" };
    const { stderr } = await Bun.$`${bootstrap}`.env(environment).quiet();

    const [, afterLoading] = stderr.toString().split("loading");
    expect(afterLoading).toContain("Cache hit");
    expect(afterLoading).not.toContain("Cache miss");
  });

  test("is noticed to be unused when the code is not what it was made of", async () => {
    const copy = await copyOfBundle("changed");
    const code = await Bun.file(join(copy, "index.js")).text();
    await Bun.write(join(copy, "index.js"), code.replace("done", "DONE"));

    expect(await assertBytecodeIsUsed(copy, "hello").catch((reason: unknown) => reason)).toMatchObject({
      code: "BYTECODE_UNUSED",
    });
  });

  test("is noticed to be unused when it is missing", async () => {
    const copy = await copyOfBundle("missing");
    await rm(join(copy, "index.js.jsc"));

    expect(await assertBytecodeIsUsed(copy, "hello").catch((reason: unknown) => reason)).toMatchObject({
      code: "BYTECODE_UNUSED",
    });
  });

  test("is noticed to be unused when a line stands above the pragma", async () => {
    const copy = await copyOfBundle("banner");
    const code = await Bun.file(join(copy, "index.js")).text();
    await Bun.write(join(copy, "index.js"), `// licence\n${code}`);

    expect(await assertBytecodeIsUsed(copy, "hello").catch((reason: unknown) => reason)).toMatchObject({
      code: "BYTECODE_UNUSED",
    });
  });
});
