import { expect, test } from "bun:test";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { repositoryRoot } from "./clone.ts";

/** Lints one file that stands at `path` and holds `source`, under the repository's rules; returns what the linter says. */
async function lint(path: string, source: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "draht-layers-"));
  try {
    await cp(join(repositoryRoot, ".oxlintrc.json"), join(folder, ".oxlintrc.json"));
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await Bun.write(join(folder, path), source);
    const linter = Bun.spawn([join(repositoryRoot, "node_modules", ".bin", "oxlint"), "--format=unix", path], {
      cwd: folder,
      stdin: "ignore",
      stdout: "pipe",
      stderr: "pipe",
    });
    const [stdout, stderr] = await Promise.all([
      new Response(linter.stdout).text(),
      new Response(linter.stderr).text(),
    ]);
    await linter.exited;
    return stdout + stderr;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const domain = "functions/backend/domain/category/category.ts";
const application = "functions/backend/application/category/create-category.ts";
const infrastructure = "functions/backend/infrastructure/dynamodb/dynamodb-category-repository.ts";
const handler = "functions/categories/create-category.ts";
const runtime = "layers/bun/src/bootstrap.ts";

const forbidden: [string, string, string][] = [
  ["domain", domain, "valibot"],
  ["domain", domain, "node:crypto"],
  ["domain", domain, "../../application/ports/clock.ts"],
  ["domain", domain, "../../infrastructure/system/system-clock.ts"],
  ["application", application, "@aws-sdk/client-dynamodb"],
  ["application", application, "node:fs"],
  ["application", application, "../../infrastructure/system/system-clock.ts"],
  ["application", application, "../../../http/problem.ts"],
  ["infrastructure", infrastructure, "../../di/tokens.ts"],
  ["infrastructure", infrastructure, "../../../http/problem.ts"],
  ["a handler", handler, "../backend/infrastructure/system/system-clock.ts"],
  ["a handler", handler, "@aws-sdk/lib-dynamodb"],
  ["a handler", handler, "sst"],
  ["a handler", handler, "../backend/di/category-bindings.ts"],
  ["an entry", "functions/entries/create-category.ts", "@aws-sdk/client-dynamodb"],
  ["the HTTP adapter", "functions/http/problem.ts", "sst/resource"],
  ["the runtime", runtime, "../../../functions/manifest/routes.ts"],
  ["the runtime", runtime, "valibot"],
  ["the layer's build", "layers/bun/build-layer.ts", "../../bundler/bundle-function.ts"],
  ["the bundler", "bundler/bundle-function.ts", "../layers/bun/build-layer.ts"],
  ["the local stack", "local/stack.ts", "../functions/backend/domain/category/category.ts"],
  ["the stacks", "stacks/api.ts", "../local/stack.ts"],
  ["the document", "openapi/document.ts", "../local/stack.ts"],
  ["the document", "openapi/document.ts", "../functions/backend/domain/category/category.ts"],
  ["the client", "client/pages.ts", "../functions/manifest/routes.ts"],
  ["the seed", "seed/seed.ts", "../functions/manifest/routes.ts"],
  ["the smoke test", "smoke/run.ts", "../functions/manifest/routes.ts"],
  ["the estimate", "cost/run.ts", "../local/stack.ts"],
  ["live development", "dev/run.ts", "../local/stack.ts"],
  ["the site", "web/app/page.tsx", "../../functions/manifest/routes.ts"],
  ["the site's build", "web/build/build-site.ts", "../../bundler/bundle-function.ts"],
  ["domain", domain, "../../../entries/create-category.ts"],
  ["application", application, "../../../categories/routes.ts"],
  ["a new resource", "functions/orders/create-order.ts", "../backend/infrastructure/system/system-clock.ts"],
  ["a new resource", "functions/orders/create-order.ts", "@aws-sdk/client-dynamodb"],
];

test.each(forbidden)("%s (%s) may not import %s", async (_layer, path, specifier) => {
  expect(await lint(path, `import { x } from "${specifier}";\nexport const y = x;\n`)).toContain(
    "no-restricted-imports",
  );
});

const layers = [
  ["domain", domain],
  ["application", application],
  ["infrastructure", infrastructure],
  ["the container", "functions/backend/di/tokens.ts"],
] as const;

test.each(layers)("%s (%s) may import no handlers, whatever they are about", async (_layer, path) => {
  const folders = new Bun.Glob("functions/*/").scanSync({ cwd: repositoryRoot, onlyFiles: false });
  const handlers = [...folders]
    .map((folder) => basename(folder))
    .filter((name) => !["backend", "manifest"].includes(name));
  const up = "../".repeat(dirname(path).split("/").length - 1);
  const imports = handlers.map((name, index) => `export { x as x${index} } from "${up}${name}/x.ts";`);

  const report = await lint(path, `${imports.join("\n")}\n`);
  expect(handlers.length).toBeGreaterThan(5);
  expect(report.match(/no-restricted-imports/g)).toHaveLength(handlers.length);
});

const allowed: [string, string, string][] = [
  ["domain", domain, "../exception/domain-exception.ts"],
  ["domain", domain, "./category-name.ts"],
  ["application", application, "../ports/clock.ts"],
  ["application", application, "../../domain/category/category.ts"],
  ["infrastructure", infrastructure, "../../application/ports/clock.ts"],
  ["infrastructure", infrastructure, "@aws-sdk/lib-dynamodb"],
  ["a handler", handler, "../backend/di/tokens.ts"],
  ["a handler", handler, "../http/problem.ts"],
  ["an entry", "functions/entries/create-category.ts", "../backend/di/category-bindings.ts"],
  ["the local stack", "local/stack.ts", "../functions/manifest/routes.ts"],
  ["the stacks", "stacks/runtime.ts", "../layers/bun/bun-release.ts"],
  ["the document", "openapi/document.ts", "../functions/manifest/routes.ts"],
  ["the client", "client/pages.ts", "openapi-fetch"],
  ["the seed", "seed/seed.ts", "../client/pages.ts"],
  ["the site's build", "web/build/site-server.ts", "../../layers/bun/build-layer.ts"],
];

test.each(allowed)("%s (%s) may import %s", async (_layer, path, specifier) => {
  expect(await lint(path, `import { x } from "${specifier}";\nexport const y = x;\n`)).not.toContain(
    "no-restricted-imports",
  );
});

test("a type import and a dynamic import are held to the same rule", async () => {
  const source = 'import type { X } from "../../application/x.ts";\nexport const y: X = await import("valibot");\n';
  const report = await lint(domain, source);
  expect(report.match(/no-restricted-imports/g)).toHaveLength(2);
});
