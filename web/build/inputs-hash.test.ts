import { expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hashInputs } from "./inputs-hash.ts";

async function siteWith(path: string, content = "one"): Promise<{ folder: string } & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), "draht-inputs-"));
  await Bun.write(join(folder, "package.json"), "{}");
  await Bun.write(join(folder, path), content);
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

test.each([
  "app/page.tsx",
  "app/deep/er/route.ts",
  "build/run.ts",
  "bun.lock",
  "next.config.ts",
  "public/favicon.svg",
  "public/.well-known/security.txt",
  "status/facts.ts",
])("another %s asks for another build", async (path) => {
  await using site = await siteWith(path);
  const before = await hashInputs(site.folder);
  await Bun.write(join(site.folder, path), "two");
  expect(await hashInputs(site.folder)).not.toBe(before);
});

test.each([".next/BUILD_ID", "app/page.test.tsx", "next-env.d.ts", "node_modules/next/package.json", "tsconfig.json"])(
  "another %s does not",
  async (path) => {
    await using site = await siteWith(path);
    const before = await hashInputs(site.folder);
    await Bun.write(join(site.folder, path), "two");
    expect(await hashInputs(site.folder)).toBe(before);
  },
);

test("a file that moves asks for another build", async () => {
  await using one = await siteWith("app/a/page.tsx");
  await using other = await siteWith("app/b/page.tsx");
  expect(await hashInputs(one.folder)).not.toBe(await hashInputs(other.folder));
});

test("the folder's place does not count", async () => {
  await using one = await siteWith("app/page.tsx");
  await using other = await siteWith("app/page.tsx");
  expect(await hashInputs(one.folder)).toBe(await hashInputs(other.folder));
});
