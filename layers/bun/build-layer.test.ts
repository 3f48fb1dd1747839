import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { cp, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildLayer } from "./build-layer.ts";
import { hostTarget } from "./layer-target.ts";

const runtimeSource = join(import.meta.dir, "src");

describe("the layer", () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "build-layer-"));
  });

  afterAll(() => rm(folder, { recursive: true }));

  test("is an executable that starts: without the Runtime API's address it ends with exit code 1", async () => {
    const { bootstrap, folder: layer } = await buildLayer(hostTarget(), { outDir: join(folder, "real") });

    expect(bootstrap).toBe(join(layer, "bootstrap"));
    expect((await stat(bootstrap)).mode & 0o777).toBe(0o755);
    const started = Bun.spawn([bootstrap], { cwd: folder, env: {}, stdio: ["ignore", "pipe", "pipe"] });
    const [output, complaint] = await Promise.all([started.stdout.text(), started.stderr.text()]);
    expect(await started.exited).toBe(1);
    expect(output + complaint).toContain("AWS_LAMBDA_RUNTIME_API environment variable is not set");
  });

  test("is the same bytes when source, output and working directory are elsewhere", async () => {
    const builds = ["one", "another/and/deeper"].map(async (place) => {
      const base = join(folder, place);
      await cp(runtimeSource, join(base, "src"), { recursive: true });
      return buildElsewhere(base);
    });

    const [one, another] = await Promise.all(builds);

    expect(one).toBe(another ?? "");
  });

  test("is built again only when the source changed", async () => {
    const sourceDir = join(folder, "changing");
    const outDir = join(folder, "changing-out");
    await Bun.write(join(sourceDir, "bootstrap.ts"), "console.log('one');");
    const lines: string[] = [];
    const options = { sourceDir, outDir, onProgress: (line: string) => lines.push(line) };
    await buildLayer(hostTarget(), options);

    lines.length = 0;
    await buildLayer(hostTarget(), options);
    expect(lines).toEqual([`${hostTarget()}: unchanged`]);

    await Bun.write(join(sourceDir, "bootstrap.ts"), "console.log('two');");
    const { bootstrap } = await buildLayer(hostTarget(), options);
    expect(await Bun.$`${bootstrap}`.text()).toBe("two\n");
  });

  test("ignores what lies beside a function: .env and bunfig.toml", async () => {
    const sourceDir = join(folder, "isolated");
    await Bun.write(join(sourceDir, "bootstrap.ts"), "console.log(process.env.FROM_DOTENV, globalThis.preloaded);");
    const task = join(folder, "task");
    await Bun.write(join(task, ".env"), "FROM_DOTENV=read");
    await Bun.write(join(task, "bunfig.toml"), 'preload = ["./preload.ts"]');
    await Bun.write(join(task, "preload.ts"), "globalThis.preloaded = true;");

    const { bootstrap } = await buildLayer(hostTarget(), { sourceDir, outDir: join(folder, "isolated-out") });

    expect(await Bun.$`${bootstrap}`.cwd(task).text()).toBe("undefined undefined\n");
  });

  test("lets a function's code resolve packages and tsconfig paths", async () => {
    const sourceDir = join(folder, "resolving");
    await Bun.write(
      join(sourceDir, "bootstrap.ts"),
      "console.log((await import(process.env.LAMBDA_TASK_ROOT + '/a.ts')).sum);",
    );
    const task = join(folder, "resolving-task");
    await Bun.write(
      join(task, "a.ts"),
      'import { two } from "two"; import { one } from "@/one"; export const sum = one + two;',
    );
    await Bun.write(join(task, "src/one.ts"), "export const one: number = 1;");
    await Bun.write(join(task, "tsconfig.json"), '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }');
    await Bun.write(join(task, "node_modules/two/package.json"), '{ "name": "two", "exports": "./lib/two.js" }');
    await Bun.write(join(task, "node_modules/two/lib/two.js"), "exports.two = 2;");

    const { bootstrap } = await buildLayer(hostTarget(), { sourceDir, outDir: join(folder, "resolving-out") });

    expect(await Bun.$`${bootstrap}`.env({ LAMBDA_TASK_ROOT: task }).text()).toBe("3\n");
  });

  test("is refused for a source that does not compile, and the last one stays", async () => {
    const sourceDir = join(folder, "broken");
    const outDir = join(folder, "broken-out");
    await Bun.write(join(sourceDir, "bootstrap.ts"), "console.log('whole');");
    const { bootstrap } = await buildLayer(hostTarget(), { sourceDir, outDir });
    await Bun.write(join(sourceDir, "bootstrap.ts"), "console.log('half");

    const error = await buildLayer(hostTarget(), { sourceDir, outDir }).catch((reason: unknown) => reason);

    expect(error).toMatchObject({ name: "LayerError", code: "COMPILE_FAILED" });
    expect(await Bun.$`${bootstrap}`.text()).toBe("whole\n");
  });

  test("says that its folder cannot be written", async () => {
    const outDir = join(folder, "a-file");
    await Bun.write(outDir, "");

    const error = await buildLayer(hostTarget(), { outDir }).catch((reason: unknown) => reason);

    expect(error).toMatchObject({ name: "LayerError", code: "OUTPUT_NOT_WRITABLE" });
  });
});

/** SHA-256 of a layer built by another process, working in `base`, of the source that lies there. */
async function buildElsewhere(base: string): Promise<string> {
  const script = `const { buildLayer } = await import(${JSON.stringify(join(import.meta.dir, "build-layer.ts"))});
    const options = { sourceDir: ${JSON.stringify(join(base, "src"))}, outDir: ${JSON.stringify(join(base, "out"))} };
    const { bootstrap } = await buildLayer(${JSON.stringify(hostTarget())}, options);
    console.log(new Bun.CryptoHasher("sha256").update(await Bun.file(bootstrap).bytes()).digest("hex"));`;
  return await Bun.$`${process.execPath} -e ${script}`.cwd(base).text();
}
