import { describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A stage as a server on this machine: status by path. */
function stage(answers: Record<string, () => Response>): Bun.Server<undefined> {
  return Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch: (request) => answers[new URL(request.url).pathname]?.() ?? problem(404),
  });
}

function problem(status: number): Response {
  return new Response("{}", { status, headers: { "content-type": "application/problem+json" } });
}

const healthy = { "/health": () => new Response("{}"), "/categories": () => problem(401) };

async function smoke(outputs: unknown, ...args: string[]) {
  const folder = await mkdtemp(join(tmpdir(), "draht-smoke-"));
  try {
    const file = join(folder, "outputs.json");
    if (outputs !== undefined) await Bun.write(file, typeof outputs === "string" ? outputs : JSON.stringify(outputs));
    const githubOutput = join(folder, "github-output");
    const command = [join(import.meta.dir, "run.ts"), "--outputs", file, "--pause", "0.01", ...args];
    const child = Bun.spawn([process.execPath, ...command], {
      env: { ...process.env, GITHUB_OUTPUT: githubOutput },
      stdin: "ignore",
      stdout: "pipe",
      stderr: "pipe",
    });
    const [stdout, stderr, exitCode] = await Promise.all([
      new Response(child.stdout).text(),
      new Response(child.stderr).text(),
      child.exited,
    ]);
    const output = Bun.file(githubOutput);
    return { stdout, stderr, exitCode, githubOutput: (await output.exists()) ? await output.text() : "" };
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe("bun run smoke", () => {
  test("is content with a stage whose API and site answer as wanted", async () => {
    using api = stage(healthy);
    using site = stage({ "/": () => new Response("<h1>Draht</h1>") });

    const { exitCode, stdout, githubOutput } = await smoke({ api: api.url.href, site: site.url.href });

    expect(exitCode).toBe(0);
    expect(stdout.trimEnd().split("\n")).toHaveLength(4);
    expect(stdout).not.toContain("✗");
    expect(githubOutput).toBe(`url=${site.url.href}\n`);
  });

  test("a stage without a site is asked for its API alone", async () => {
    using api = stage(healthy);
    const { exitCode, githubOutput } = await smoke({ api: api.url.href });
    expect(exitCode).toBe(0);
    expect(githubOutput).toBe(`url=${api.url.href}\n`);
  });

  test("asks again while the answer is not as wanted yet", async () => {
    let asked = 0;
    using api = stage({
      ...healthy,
      "/health": () => {
        asked += 1;
        return asked < 3 ? problem(503) : new Response("{}");
      },
    });
    expect((await smoke({ api: api.url.href })).exitCode).toBe(0);
    expect(asked).toBe(3);
  });

  test.each([
    ["an API that lets everybody in", { "/categories": () => new Response("[]") }, "status 200 instead of 401"],
    ["a broken function", { "/no-such-thing": () => problem(500) }, "status 500 instead of 404"],
    ["an answer that no function made", { "/no-such-thing": () => Response.json({}, { status: 404 }) }, "content type"],
  ])("fails for %s, and says what is wrong", async (_what, answers, message) => {
    using api = stage({ ...healthy, ...answers });
    const { exitCode, stdout } = await smoke({ api: api.url.href }, "--attempts", "2");
    expect(exitCode).toBe(1);
    expect(stdout).toContain(message);
  });

  test("fails when nothing answers", async () => {
    const api = stage(healthy);
    const { href } = api.url;
    await api.stop(true);
    const { exitCode, stdout } = await smoke({ api: href }, "--attempts", "1");
    expect(exitCode).toBe(1);
    expect(stdout).toContain("✗ the API is healthy");
  });

  test("outputs that are not there: one line", async () => {
    const { exitCode, stderr } = await smoke(undefined);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^.+outputs\.json is not there\. Deploy first: .+\n$/);
  });

  test.each([["{"], ["{}"], ['{"api":"nowhere"}'], ["null"]])("outputs that are %s: one line", async (outputs) => {
    const { exitCode, stderr } = await smoke(outputs);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^.+outputs\.json .+\. Deploy first: .+\n$/);
  });

  test.each([[["--attempts", "0"]], [["--pause", "x"]], [["--nope"]]])("%p is a wrong command line", async (args) => {
    const { exitCode, stderr } = await smoke({}, ...args);
    expect(exitCode).toBe(2);
    expect(stderr).toEndWith("See: bun run smoke --help\n");
  });
});
