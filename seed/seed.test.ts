import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { join } from "node:path";
import { answerOf, createDrahtClient, type DrahtClient } from "../client/draht-client.ts";
import { itemsOf } from "../client/pages.ts";
import { entriesOf, transcriptOf } from "../client/transcript.ts";
import { startTestApi, type TestApi } from "../local/testing/test-api.ts";
import { screenshot } from "./picture.ts";
import { sessions } from "./sessions.ts";

/** Runs the command as a user does, with nothing of the developer's environment. */
async function run(...args: readonly string[]) {
  const child = Bun.spawn([process.execPath, join(import.meta.dir, "run.ts"), ...args], {
    env: { PATH: process.env["PATH"] },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const [stdout, stderr] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()]);
  return { code: await child.exited, stdout, stderr };
}

describe("bun run seed", () => {
  let api: TestApi;
  let draht: DrahtClient;
  let first: Awaited<ReturnType<typeof run>>;
  let second: Awaited<ReturnType<typeof run>>;
  beforeAll(async () => {
    api = await startTestApi();
    draht = createDrahtClient({ url: api.url, token: api.adminToken });
    const options = ["--url", api.url, "--token", api.adminToken];
    first = await run(...options);
    second = await run(...options);
  });
  afterAll(() => api[Symbol.asyncDispose]());

  test("says what it makes", () => {
    expect(first).toMatchObject({ code: 0, stderr: "" });
    const entries = sessions.flatMap(({ transcript }) => transcript(new Date()));
    expect(first.stdout.split("\n").slice(0, 4)).toEqual([
      "Categories  8 new",
      "Clients     4 new",
      `Sessions    ${sessions.length} new`,
      `Transcripts ${entries.length} new entries`,
    ]);
  });

  test("makes nothing twice, and says so", () => {
    expect(second).toMatchObject({ code: 0, stderr: "" });
    expect(second.stdout.split("\n").slice(0, 4)).toEqual([
      "Categories  8 there already, 0 new",
      "Clients     4 there already, 0 new",
      `Sessions    ${sessions.length} there already, 0 new`,
      "Transcripts 0 new entries",
    ]);
  });

  test("leaves every session in its state, with its transcript once and in order", async () => {
    const found = await Array.fromAsync(
      itemsOf((start) => draht.GET("/sessions", { params: { query: { ...start } } })),
    );
    expect(found).toHaveLength(sessions.length);
    for (const { title, state, transcript } of sessions) {
      const session = found.find((candidate) => candidate.title === title);
      expect(session?.state).toBe(state);
      const wanted = transcript(new Date(session?.startedAt ?? 0));
      const entries = await Array.fromAsync(entriesOf(draht, session?.id ?? "", { limit: 100 }));
      expect(entries.map(({ sequence }) => sequence)).toEqual(wanted.map((_, index) => index + 1));
      expect(entries.map(({ entry }) => entry)).toEqual([...wanted]);
      const lines = (await Array.fromAsync(transcriptOf(draht, session?.id ?? ""))).join("");
      expect(lines).toBe(wanted.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
    }
  });

  test("labels sessions with categories of a tree", async () => {
    const categories = answerOf(await draht.GET("/categories", { params: { query: { limit: 100 } } })).items;
    const parent = categories.find(({ name }) => name === "Bug fix");
    expect(categories.find(({ name }) => name === "Regression")?.parentId).toBe(parent?.id ?? "");
    const labelled = answerOf(await draht.GET("/sessions", { params: { query: { categoryId: parent?.id ?? "" } } }));
    expect(labelled.items.map(({ title }) => title)).toEqual(["Table plan overlaps on small screens"]);
  });

  test("without a token that works: one line that says so", async () => {
    const { code, stderr } = await run("--url", api.url, "--token", api.adminToken.slice(0, -1));
    expect(code).toBe(1);
    expect(stderr.trim().split("\n")).toEqual([expect.stringMatching(/^The API refused: .*\(invalid-token\)$/)]);
  });
});

test("where nothing answers: one line that says what to do", async () => {
  // Port 9 (discard) is closed on this machine, so the connection is refused at once.
  const { code, stderr } = await run("--url", "http://127.0.0.1:9", "--token", "x");
  expect(code).toBe(1);
  expect(stderr).toBe(
    "Nothing answers at http://127.0.0.1:9. Start the API with bun run start, or name another with --url URL.\n",
  );
});

test("where something else answers: one line that says so", async () => {
  using server = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: () => new Response("hello") });
  const { code, stderr } = await run("--url", server.url.origin, "--token", "x");
  expect(code).toBe(1);
  expect(stderr).toStartWith(`Something else than this API answers at ${server.url.origin}.`);
});

test.each([
  [["--url", "localhost"], '--url is "localhost", but must be an address such as http://127.0.0.1:4000.'],
  [["--nonsense"], "Unknown option '--nonsense'. See: bun run seed --help"],
])("%j is refused with a line that says why", async (args, message) => {
  const { code, stderr } = await run(...args);
  expect(code).toBe(1);
  expect(stderr).toStartWith(message);
});

test("--help says what it does", async () => {
  const { code, stdout } = await run("--help");
  expect(code).toBe(0);
  expect(stdout).toContain("Usage: bun run seed [options]");
});

test("the screenshot is a PNG, in Base64 larger than an item of DynamoDB, and the same every time", () => {
  const picture = screenshot();
  expect(Buffer.from(picture.subarray(1, 4)).toString()).toBe("PNG");
  expect(picture.toBase64().length).toBeGreaterThan(400 * 1024);
  expect(Bun.deepEquals(picture, screenshot())).toBe(true);
});
