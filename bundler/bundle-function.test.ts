import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { SourceMap } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleFunction } from "./bundle-function.ts";

const greeting = `
import { greet } from "../shared/greet.ts";
const mode = process.env.NODE_ENV;
export const handler = (event: { name: string }) => greet(event.name, mode);
`;
const greet = `
export function greet(name: string, mode: string | undefined): string {
  if (name === "") throw new RangeError("nobody to greet");
  return \`Hello \${name}, this is \${mode}\`;
}
export const unused = "never deployed";
`;

describe("bundling a function", () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "bundle-function-"));
  });

  afterAll(() => rm(folder, { recursive: true }));

  /** A repository with these files, and the packages of this one. */
  async function repository(name: string, files: Readonly<Record<string, string>>): Promise<string> {
    const root = join(folder, name);
    for (const [path, content] of Object.entries(files)) await Bun.write(join(root, path), content);
    await symlink(join(import.meta.dir, "../node_modules"), join(root, "node_modules"));
    return root;
  }

  test("gives one folder with code and bytecode, deployable as index.handler", async () => {
    const root = await repository("deployable", { "functions/hello.ts": greeting, "shared/greet.ts": greet });

    const bundle = await bundleHello(root);

    expect(bundle).toMatchObject({ name: "hello", folder: join(root, "out/hello"), handler: "index.handler" });
    expect(bundle.inputs).toEqual([join(root, "functions/hello.ts"), join(root, "shared/greet.ts")]);
    expect((await readdir(bundle.folder)).sort()).toEqual(["index.js", "index.js.jsc"]);
    expect((await readdir(join(root, "out"))).sort()).toEqual(["hello"]);
    const code = await Bun.file(join(bundle.folder, "index.js")).text();
    expect(code).toStartWith("// @bun @bytecode");
    expect(code).not.toContain("never deployed");
    expect(await call(bundle.folder, { name: "Ada" })).toBe("Hello Ada, this is production");
  });

  test("deploys an export of any name as handler", async () => {
    const root = await repository("renamed", { "functions/hello.ts": "export const main = () => 'main';" });

    const bundle = await bundleFunction({
      handler: "functions/hello.main",
      name: "hello",
      outDir: join(root, "out"),
      root,
    });

    expect(await call(bundle.folder, {})).toBe("main");
  });

  test("gives the same bytes and the same map in another folder and from another working directory", async () => {
    const source = `
      import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
      const client = new DynamoDBClient({ region: "eu-central-1" });
      export const handler = () => client.send(new GetItemCommand({ TableName: "T", Key: {} }));`;
    const roots = [
      await repository("place", { "functions/hello.ts": source }),
      await repository("another/and/deeper", { "functions/hello.ts": source }),
    ];

    const [one, another] = await Promise.all([bundleElsewhere(roots[0] ?? "", "/"), bundleElsewhere(roots[1] ?? "")]);

    expect(one).toEqual(another ?? {});
    expect(Object.keys(one)).toEqual(["maps/hello/index.js.map", "out/hello/index.js", "out/hello/index.js.jsc"]);
  });

  test("leads from a place in the bundle to file and line of the source", async () => {
    const root = await repository("mapped", { "functions/hello.ts": greeting, "shared/greet.ts": greet });
    const sourcemapDir = join(root, "maps");
    const bundle = await bundleFunction({
      handler: "functions/hello.handler",
      name: "hello",
      outDir: join(root, "out"),
      sourcemapDir,
      root,
    });

    const lines = (await Bun.file(join(bundle.folder, "index.js")).text()).split("\n");
    const line = lines.findIndex((text) => text.includes("nobody to greet"));
    const column = (lines[line] ?? "").indexOf("nobody to greet") - 1;
    const map = new SourceMap(await Bun.file(join(sourcemapDir, "hello/index.js.map")).json());

    expect(map.findEntry(line, column)).toMatchObject({ originalSource: "shared/greet.ts", originalLine: 2 });
  });

  test("leaves an unchanged bundle's folder as it is, with what else lies in it", async () => {
    const root = await repository("unchanged", { "functions/hello.ts": greeting, "shared/greet.ts": greet });
    const first = await bundleHello(root);
    await Bun.write(join(first.folder, "resource.enc"), "links");

    const second = await bundleHello(root);

    expect(second.hash).toBe(first.hash);
    expect(await Bun.file(join(first.folder, "resource.enc")).text()).toBe("links");
  });

  test("replaces the folder when the source changed", async () => {
    const root = await repository("changed", { "functions/hello.ts": greeting, "shared/greet.ts": greet });
    const first = await bundleHello(root);
    await Bun.write(join(root, "shared/greet.ts"), greet.replace("Hello", "Good day"));

    const second = await bundleHello(root);

    expect(second.hash).not.toBe(first.hash);
    expect(await call(second.folder, { name: "Ada" })).toBe("Good day Ada, this is production");
  });

  test("may happen several times at once for the same function", async () => {
    const root = await repository("concurrent", { "functions/hello.ts": greeting, "shared/greet.ts": greet });

    const bundles = await Promise.all([bundleHello(root), bundleHello(root), bundleHello(root)]);

    expect(new Set(bundles.map(({ hash }) => hash)).size).toBe(1);
    expect(await readdir(join(root, "out"))).toEqual(["hello"]);
  });

  test.each([
    ["does not parse", "export const handler = () => {\n  return (;\n};", "functions/hello.ts:2:"],
    ["imports a file that is not there", 'import "./missing.ts";\nexport const handler = 1;', "functions/hello.ts:1:"],
    ["has no such export", "export const other = 1;", 'No matching export in "'],
    ["awaits at the top level", "export const handler = await fetch;", "functions/hello.ts:1:"],
  ])("refuses a source that %s, and keeps the last bundle", async (_, source, where) => {
    const root = await repository(`broken-${crypto.randomUUID()}`, {
      "functions/hello.ts": "export const handler = () => 'whole';",
    });
    const { folder: bundle } = await bundleHello(root);
    await Bun.write(join(root, "functions/hello.ts"), source);

    const error = await bundleHello(root).catch((reason: unknown) => reason);

    expect(error).toMatchObject({ name: "BundleError", code: "SOURCE_BROKEN" });
    expect(String(error)).toContain(where);
    expect(await call(bundle, {})).toBe("whole");
    expect(await readdir(join(root, "out"))).toEqual(["hello"]);
  });

  test.each(["import.meta.dir", "import.meta.url", "__dirname"])(
    "refuses %s, which would deploy the build machine's path",
    async (expression) => {
      const root = await repository(`leak 'ü" ${expression}`, {
        "functions/hello.ts": `export const handler = () => ${expression};`,
      });

      const error = await bundleHello(root).catch((reason: unknown) => reason);

      expect(error).toMatchObject({ name: "BundleError", code: "BUILD_PATH_LEAKED" });
    },
  );

  test("says that its folder cannot be written", async () => {
    const root = await repository("unwritable", { "functions/hello.ts": greeting, "shared/greet.ts": greet, out: "" });

    const error = await bundleHello(root).catch((reason: unknown) => reason);

    expect(error).toMatchObject({ name: "BundleError", code: "OUTPUT_NOT_WRITABLE" });
  });
});

function bundleHello(root: string) {
  const outDir = join(root, "out");
  return bundleFunction({ handler: "functions/hello.handler", name: "hello", outDir, root });
}

/** What a bundle's handler answers, in a process of its own: a loaded bundle stays in the process that loaded it. */
async function call(folder: string, event: unknown): Promise<string> {
  const script = `process.stdout.write(await require(${JSON.stringify(join(folder, "index.js"))}).handler(${JSON.stringify(event)}))`;
  return await Bun.$`${process.execPath} -e ${script}`.text();
}

/** SHA-256 of every file that another process, in another working directory, makes. */
async function bundleElsewhere(root: string, cwd = root): Promise<Record<string, string>> {
  const options = {
    handler: "functions/hello.handler",
    name: "hello",
    root,
    outDir: join(root, "out"),
    sourcemapDir: join(root, "maps"),
  };
  const script = `const { bundleFunction } = await import(${JSON.stringify(join(import.meta.dir, "bundle-function.ts"))});
    await bundleFunction(${JSON.stringify(options)});`;
  await Bun.$`${process.execPath} -e ${script}`.cwd(cwd);

  const files = await Array.fromAsync(new Bun.Glob("{out,maps}/**").scan({ cwd: root, dot: true }));
  const hash = async (file: string) =>
    new Bun.CryptoHasher("sha256").update(await Bun.file(join(root, file)).bytes()).digest("hex");
  return Object.fromEntries(await Promise.all(files.sort().map(async (file) => [file, await hash(file)] as const)));
}
