import { afterEach, beforeEach, expect, setDefaultTimeout, test } from "bun:test";
import { readdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { copyRepository, type RepositoryCopy } from "./testing/repository-copy.ts";
import { StartCommand } from "./testing/start-command.ts";

// Starts real processes.
setDefaultTimeout(180_000);

let copy: RepositoryCopy;
beforeEach(async () => {
  copy = await copyRepository();
});
afterEach(() => copy[Symbol.asyncDispose]());

const source = (name: string): string => join(copy.path, "functions", "entries", name);

/** Replaces the handler of GET /health, as editors do it: by renaming a new file over the old one. */
async function writeHealth(code: string): Promise<void> {
  await writeFile(source("new-file"), code);
  await rename(source("new-file"), source("get-health.ts"));
}

const answering = (text: string, milliseconds = 0): string => `
  export const handler = async () => {
    await Bun.sleep(${milliseconds});
    return { statusCode: 200, body: ${JSON.stringify(text)} };
  };
`;

const health = async (url: string): Promise<string> => (await fetch(`${url}/health`)).text();

test("a broken source is told with its place while the version before answers; mended, the new one answers", async () => {
  await using start = new StartCommand(copy, { args: ["--memory"] });
  const url = await start.url();
  await writeHealth(answering("first"));
  await start.output(/↻ getHealth {2}\d/);
  expect(await health(url)).toBe("first");

  await writeHealth("export const handler = async () => {\n  return (;\n};\n");
  await start.output(/✗ functions\/entries\/get-health\.ts:2:\d+: .+\n {2}The version before goes on answering\./);
  expect(await health(url)).toBe("first");

  await writeHealth(answering("second"));
  await start.output(/↻ getHealth[^]*↻ getHealth/);
  expect(await health(url)).toBe("second");
});

test("a file that was missing mends the build, and is watched from then on", async () => {
  await using start = new StartCommand(copy, { args: ["--memory"] });
  const url = await start.url();
  await writeHealth(`import { text } from "./greeting/text.ts"; ${answering("").replace('""', "text")}`);
  await start.output(/✗ functions\/entries\/get-health\.ts:1:\d+: Could not resolve/);

  await Bun.write(source("greeting/text.ts"), `export const text = "hello";`);
  await start.output(/↻ getHealth/);
  expect(await health(url)).toBe("hello");

  await Bun.write(source("greeting/text.ts"), `export const text = "good morning";`);
  await start.output(/↻ getHealth[^]*↻ getHealth/);
  expect(await health(url)).toBe("good morning");
});

test("no request is lost over a swap: those under way end on the old version, later ones get the new", async () => {
  await writeHealth(answering("old", 100));
  await using start = new StartCommand(copy, { args: ["--memory", "--quiet"] });
  const url = await start.url();
  const swapped = new AbortController();
  const answers: string[] = [];
  const client = async (): Promise<void> => {
    while (!swapped.signal.aborted) answers.push(await health(url));
  };
  const clients = Promise.all(Array.from({ length: 5 }, client));
  while (answers.length < 10) await Bun.sleep(1);

  await writeHealth(answering("new", 100));
  await start.output(/↻ getHealth/);
  expect(await health(url)).toBe("new");
  while (!answers.includes("new")) await Bun.sleep(1);
  swapped.abort();
  await clients;

  expect(new Set(answers)).toEqual(new Set(["old", "new"]));
});

test("the code of versions before is removed from the disk", async () => {
  await using start = new StartCommand(copy, { args: ["--memory", "--quiet"] });
  const url = await start.url();
  for (const version of ["one", "two", "three"]) {
    await writeHealth(answering(version));
    while ((await health(url)) !== version) await Bun.sleep(1);
  }

  const local = join(copy.path, ".draht", "local");
  const unpacked = () => Array.fromAsync(new Bun.Glob("run-*/functions/getHealth-*/*/index.js").scan(local));
  while ((await unpacked()).length > 1) await Bun.sleep(5);
  expect(await unpacked()).toHaveLength(1);
});

test("only the functions that are made of a file are rebuilt, and a save that changes nothing rebuilds none", async () => {
  await using start = new StartCommand(copy, { args: ["--memory", "--quiet"] });
  await start.url();
  const routes = join(copy.path, "functions", "health", "get-health.ts");
  await writeFile(routes, `${await Bun.file(routes).text()}\n// a comment\n`);
  await writeHealth(answering("changed"));
  await start.output(/↻ .*\n/);

  expect(start.stdout.match(/↻ .*/g)).toEqual([expect.stringMatching(/^↻ getHealth {2}[\d.]+ m?s$/)]);
});

test("--no-watch leaves the running version alone", async () => {
  await using start = new StartCommand(copy, { args: ["--memory", "--no-watch"] });
  const url = await start.url();
  await writeHealth(answering("ignored"));

  expect(await health(url)).toContain('"status":"ok"');
  await start.stop();
  expect(start.stdout).not.toContain("↻");
});

test("a source that is broken from the beginning keeps the command from starting", async () => {
  await writeHealth("export const handler = ;");
  await using start = new StartCommand(copy, { args: ["--memory"] });

  expect(await start.exited()).toBe(1);
  expect(start.stderr).toStartWith("functions/entries/get-health.ts:1:");
  await start.untilNoProcessIsLeft();
  expect((await readdir(join(copy.path, ".draht", "local"))).filter((name) => name.startsWith("run-"))).toEqual([]);
});

test("so does a broken declaration of a route", async () => {
  await writeFile(join(copy.path, "functions", "health", "routes.ts"), "\nexport const getHealthRoute = ;\n");
  await using start = new StartCommand(copy, { args: ["--memory"] });

  expect(await start.exited()).toBe(1);
  expect(start.stderr).toMatch(/^functions\/health\/routes\.ts:2:\d+: .+\n$/);
});

test("Ctrl-C waits for the request under way, also when it arrives twice at once", async () => {
  await writeHealth(answering("late", 300));
  await using start = new StartCommand(copy, { args: ["--memory"] });
  const answer = health(await start.url());
  await start.output(/\[getHealth\] START/);

  start.signal("SIGINT");
  start.signal("SIGINT");

  expect(await answer).toBe("late");
  expect(await start.exited()).toBe(0);
});

test("a second Ctrl-C does not wait", async () => {
  await writeHealth(answering("never", 9000));
  await using start = new StartCommand(copy, { args: ["--memory"] });
  const answer = health(await start.url()).catch(() => "lost");
  await start.output(/\[getHealth\] START/);

  const key = setInterval(() => start.signal("SIGINT"), 50);

  expect(await answer).toBe("lost");
  expect(await start.exited()).toBe(130);
  clearInterval(key);
  await start.untilNoProcessIsLeft();
});
