import { beforeAll, describe, expect, test } from "bun:test";
import { cp, readdir } from "node:fs/promises";
import { buildLayer } from "../layers/bun/build-layer.ts";
import { hostTarget, type LayerTarget } from "../layers/bun/layer-target.ts";
import { arm64Emulation } from "../layers/bun/testing/arm64-emulation.ts";
import { RuntimeProcess } from "../layers/bun/testing/runtime-process.ts";
import { IncomingText } from "../local/testing/incoming-text.ts";
import { temporaryFolder } from "../local/testing/temporary-folder.ts";
import { standInTime, startApiStandIn } from "./build/api-stand-in.ts";
import { buildSite } from "./build/build-site.ts";
import { serverBundle } from "./build/site-folder.ts";
import { SiteServer } from "./build/site-server.ts";
import { transpilerCacheFolder } from "./build/transpiler-cache-folder.ts";
import { securityHeaders } from "./security-headers.ts";
import { functionUrlEvent } from "./testing/function-url-event.ts";

// The first build on a machine installs packages and compiles; after it nothing is done.
beforeAll(() => buildSite(() => {}), 300_000);

/** The site's function, linked to an API that answers so; linked to nothing with `null`. */
async function siteBefore(answer?: (() => Response | Promise<Response>) | null) {
  const stack = new AsyncDisposableStack();
  const api = startApiStandIn(answer ?? undefined);
  stack.defer(() => api.stop());
  const site = stack.use(
    await SiteServer.start({
      bundle: serverBundle,
      links: answer === null ? {} : { Api: { url: api.url } },
      environment: { BUN_RUNTIME_TRANSPILER_CACHE_PATH: transpilerCacheFolder },
    }),
  );
  return {
    api,
    get: site.get.bind(site),
    log: site.log,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

test("a site whose sources have not changed is not built again", async () => {
  const progress: string[] = [];
  await buildSite((line) => progress.push(line));
  expect(progress).toEqual(["unchanged"]);
});

describe("the page", () => {
  test("shows what the API says, and what the site knows of itself", async () => {
    await using site = await siteBefore();
    const response = await site.get("/");
    const { status, headers } = response;
    const body = await response.text();
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(headers.get("cache-control")).toContain("no-store");
    expect(body).toContain("The API answers");
    expect(body).toContain(`<time dateTime="${standInTime}">2026-01-02 03:04:05 UTC</time>`);
    expect(body).toContain(site.api.url);
    expect(body).toContain(`Bun ${Bun.version}`);
    expect(body).toMatch(/<dt>Stage<\/dt><dd>local<\/dd>/);
  });

  test("says so when the API is down, and why", async () => {
    await using site = await siteBefore(() => new Response("{}", { status: 503 }));
    const response = await site.get("/");
    const body = await response.text();
    expect(response.status).toBe(200);
    expect(body).toContain("The API does not answer");
    expect(body).toContain("It answered with the status 503.");
    expect(body).not.toContain("The API answers");
    expect(site.log.join("\n")).toContain("The API is down.");
  });

  test("is on its way before the API has answered", async () => {
    const health = Promise.withResolvers<Response>();
    await using site = await siteBefore(() => health.promise);
    const text = new IncomingText(await site.get("/"));
    const begun = await text.until("This site");
    expect(begun).toContain("Asking the API");
    expect(begun).not.toContain("The API answers");

    health.resolve(Response.json({ status: "ok", service: "draht", timestamp: standInTime }));
    expect(await text.whole()).toContain("The API answers");
  });

  test("answers 500 where nothing links the site to an API", async () => {
    await using site = await siteBefore(null);
    const { status } = await site.get("/");
    expect(status).toBe(500);
    expect(site.log.join("\n")).toContain('"Api" is not linked');
  });
});

describe("the status for machines", () => {
  test("is 200 when the API answers", async () => {
    await using site = await siteBefore();
    const response = await site.get("/health");
    expect([response.status, response.headers.get("cache-control")]).toEqual([200, "no-store"]);
    expect(await response.json()).toMatchObject({ status: "ok", api: { state: "up", service: "draht" } });
  });

  test("is 503 when it does not, and says when to ask again", async () => {
    await using site = await siteBefore(() => new Response("{}", { status: 500 }));
    const response = await site.get("/health");
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "30"]);
    expect(await response.json()).toEqual({
      status: "degraded",
      api: { state: "down", reason: "It answered with the status 500." },
    });
  });
});

test("any other path is a page that says so, with the status 404", async () => {
  await using site = await siteBefore();
  for (const path of ["/no-such-page", "/_next/image?url=%2Ffavicon.svg&w=64&q=75"]) {
    const response = await site.get(path);
    expect([path, response.status]).toEqual([path, 404]);
    expect(await response.text()).toContain("There is no such page");
  }
});

test("every response has its security headers, and every script this response's nonce", async () => {
  await using site = await siteBefore();
  const nonces: (string | undefined)[] = [];
  for (const path of ["/", "/no-such-page", "/health"]) {
    const response = await site.get(path);
    const { headers } = response;
    const body = await response.text();
    for (const [name, value] of securityHeaders) expect([path, headers.get(name)]).toEqual([path, value]);
    expect(headers.has("x-powered-by")).toBe(false);

    const [, nonce] =
      /script-src 'self' 'nonce-([\w+/=]{24})'/.exec(headers.get("content-security-policy") ?? "") ?? [];
    expect(nonce).toBeDefined();
    nonces.push(nonce);
    const scripts = body.match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.length > 0).toBe(path !== "/health");
    expect(scripts.filter((script) => !script.includes(`nonce="${nonce}"`))).toEqual([]);
    expect(body).not.toMatch(/<style\b|\sstyle=/);
  }
  expect(new Set(nonces).size).toBe(nonces.length);
});

test("a page goes out uncompressed, whatever the browser takes", async () => {
  await using site = await siteBefore();
  const response = await site.get("/", { "accept-encoding": "br, gzip, deflate" });
  expect(response.headers.get("content-encoding")).toBe("identity");
  expect(await response.text()).toStartWith("<!DOCTYPE html>");
});

describe("a cold start finds all that it transpiles in the bundle's cache", () => {
  const emulation = arm64Emulation();
  test.each([
    [hostTarget(), []],
    ...(emulation === undefined || hostTarget() === "linux-arm64" ? [] : [["linux-arm64", emulation] as const]),
  ])("on %s", async (target, emulator) => {
    await using cache = await temporaryFolder();
    await cp(`${serverBundle}/${transpilerCacheFolder}`, cache.path, { recursive: true });
    const before = await readdir(cache.path);
    const api = startApiStandIn();
    await using runtime = await startRuntime(target, emulator, {
      SST_RESOURCE_Api: JSON.stringify({ url: api.url }),
      BUN_RUNTIME_TRANSPILER_CACHE_PATH: cache.path,
    });
    const { text } = await runtime.invoke(functionUrlEvent("/"));
    await api.stop();

    // An emulator may be slower than the page is patient with the API.
    expect(text).toContain("This site");
    expect(before.length).toBeGreaterThan(0);
    expect((await readdir(cache.path)).sort()).toEqual(before.sort());
  });
});

/** The site's function on the bare Runtime API, which an emulator may run. */
async function startRuntime(
  target: LayerTarget,
  emulator: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<RuntimeProcess> {
  const { bootstrap } = await buildLayer(target);
  return RuntimeProcess.start({
    files: {},
    command: [...emulator, bootstrap],
    deadlineMs: 150_000,
    environment: {
      LAMBDA_TASK_ROOT: serverBundle,
      SST_RESOURCE_App: JSON.stringify({ name: "draht", stage: "local" }),
      ...environment,
    },
  });
}
