import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { untilNoProcessMentions } from "../local/testing/processes.ts";
import { cloneRepository, repositoryRoot, type Clone } from "./clone.ts";
import { codeBlocks, shownCommands } from "./markdown-code.ts";

// A clone installs its packages and compiles the layer first.
setDefaultTimeout(240_000);

const blocks = codeBlocks(await Bun.file(join(repositoryRoot, "README.md")).text());
const shell = blocks.filter(({ language }) => language === "sh").map(({ text }) => text.trim());
const [startCommand = "", testCommand = ""] = shell;
const shown = blocks.filter(({ language }) => language === "console").flatMap(shownCommands);
/** The API's address, and that of the stream. */
const shownAddresses = /http:\/\/127\.0\.0\.1:(4000|4001)\b/g;

let clone: Clone;
beforeAll(async () => {
  clone = await cloneRepository();
});
afterAll(() => clone[Symbol.asyncDispose]());

const uuids = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;
const timestamps = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\b/g;

/** What two runs have in common: ids and times are never the same. */
function masked(output: string): string {
  return output.replaceAll(uuids, "<uuid>").replaceAll(timestamps, "<time>").trim();
}

/**
 * The environment of a stranger's shell: nothing of the test runner's Bun. Only, npx does not ask the registry again for a
 * Bun that it already has.
 */
function environment(extra: Record<string, string> = {}): Record<string, string> {
  const { HOME = "", PATH = "" } = process.env;
  return { HOME, PATH, npm_config_prefer_offline: "true", npm_config_update_notifier: "false", ...extra };
}

/** The administrator's token, as the shown command reads it. */
async function administratorToken(): Promise<string> {
  return (await Bun.file(join(clone.folder, ".draht/data/secrets/AdminToken")).text()).trim();
}

async function run(command: string): Promise<string> {
  const child = Bun.spawn(["sh", "-c", command], {
    env: environment({ DRAHT_TOKEN: await administratorToken() }),
    stdin: "ignore",
    stdout: "pipe",
    stderr: "inherit",
  });
  const output = await new Response(child.stdout).text();
  if ((await child.exited) !== 0) throw new Error(`exit code ${child.exitCode}: ${command}`);
  return output;
}

/** Where the started API answers, and where transcripts are streamed. */
interface Addresses {
  readonly address: string;
  readonly streamAddress: string;
}

/** Waits for the lines that name the addresses; fails with all output if the command ends first. */
async function addressesOf(output: ReadableStream<Uint8Array>): Promise<Addresses> {
  let text = "";
  const decoder = new TextDecoder();
  const reader = output.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) throw new Error(`the start command ended without its addresses:\n${text}`);
    text += decoder.decode(value, { stream: true });
    const address = /answers at (http:\/\/[^\s]+)\s/.exec(text)?.[1];
    const streamAddress = /streams at (http:\/\/[^\s]+)\s/.exec(text)?.[1];
    if (address === undefined || streamAddress === undefined) continue;
    reader.releaseLock();
    return { address, streamAddress };
  }
}

/** The first command as a shell runs it: in a process group of its own, on a port of the system. */
async function startStack(): Promise<Addresses & { readonly command: Bun.Subprocess }> {
  const command = Bun.spawn(["sh", "-c", `exec ${startCommand}`], {
    cwd: clone.folder,
    env: environment({ PORT: "0" }),
    stdin: "ignore",
    stdout: "pipe",
    stderr: "inherit",
    detached: true,
  });
  return { ...(await addressesOf(command.stdout)), command };
}

/** Ctrl-C: the terminal signals the whole group. */
async function interrupt(command: Bun.Subprocess): Promise<void> {
  process.kill(-command.pid, "SIGINT");
  await command.exited;
}

test("the first command runs the stack in a fresh clone, and every shown request gets the shown answer", async () => {
  expect(shown.length).toBeGreaterThan(5);
  const { address, streamAddress, command: start } = await startStack();
  try {
    /** Ids as the README shows them, and those of this run. */
    const ids = new Map<string, string>();
    for (const { command, output } of shown) {
      let real = command.replaceAll(shownAddresses, (_, port) => (port === "4000" ? address : streamAddress));
      for (const [shownId, realId] of ids) real = real.replaceAll(shownId, realId);
      const answer = await run(real);
      expect({ command, answer: masked(answer) }).toEqual({ command, answer: masked(output) });
      const shownIds = output.match(uuids) ?? [];
      const realIds = answer.match(uuids) ?? [];
      for (const [index, id] of shownIds.entries()) ids.set(id, realIds[index] ?? id);
    }
  } finally {
    await interrupt(start);
  }
});

test("the shown command reads the token from where the start command has put it", () => {
  const shownCommand = shell.find((command) => command.startsWith("export DRAHT_TOKEN="));
  expect(shownCommand).toBe('export DRAHT_TOKEN="$(cat .draht/data/secrets/AdminToken)"');
});

test("killing the first command leaves nothing behind, and started again it has the data", async () => {
  const { address, command } = await startStack();
  const authorization = `Bearer ${await administratorToken()}`;
  const created = await fetch(`${address}/categories`, {
    method: "POST",
    headers: { authorization, "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
    body: '{"name":"Kept"}',
  });
  expect(created.status).toBe(201);
  // npx alone: what it started has to notice.
  command.kill("SIGKILL");
  await untilNoProcessMentions(clone.folder);

  const second = await startStack();
  try {
    const read = await fetch(`${second.address}${created.headers.get("location")}`, { headers: { authorization } });
    expect(await read.json()).toEqual(await created.json());
  } finally {
    await interrupt(second.command);
  }
});

test("the second command runs tests in the same clone", async () => {
  // A part of the suite: all of it would run this test again.
  const child = Bun.spawn(["sh", "-c", `exec ${testCommand} functions/backend/domain`], {
    cwd: clone.folder,
    env: environment(),
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const [stdout, stderr] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()]);
  expect(await child.exited).toBe(0);
  expect(stdout + stderr).toMatch(/^ 0 fail$/m);
});

/** Every Markdown document of the repository, by its path. */
const folders = [
  "*",
  "bench/**/*",
  "bundler/**/*",
  "docs/**/*",
  "functions/**/*",
  "layers/**/*",
  "local/**/*",
  "stacks/**/*",
  "web/*",
];
const paths = folders.flatMap((folder) => Array.from(new Bun.Glob(`${folder}.md`).scanSync(repositoryRoot)));
const documents = await Promise.all(
  paths.map(async (path) => ({ path, text: await Bun.file(join(repositoryRoot, path)).text() })),
);

test("a script that the documentation names exists", async () => {
  const { scripts } = (await Bun.file(join(repositoryRoot, "package.json")).json()) as {
    scripts: Record<string, string>;
  };
  const missing = documents.flatMap(({ path, text }) =>
    [...text.matchAll(/\bbun(?:@[\d.]+)? run ([a-z][a-z:-]*)/g)]
      .map(([, script = ""]) => ({ path, script }))
      .filter(({ script }) => !(script in scripts)),
  );
  expect(missing).toEqual([]);
});

test("a program that the documentation runs exists", () => {
  const missing = documents.flatMap(({ path, text }) =>
    [...text.matchAll(/\bbun ((?:bench|bundler|layers|local|scripts)\/[\w./-]+\.ts)/g)]
      .map(([, program = ""]) => ({ path, program }))
      .filter(({ program }) => !existsSync(join(repositoryRoot, program))),
  );
  expect(missing).toEqual([]);
});

test("a link to a file of the repository leads somewhere", () => {
  expect(documents.length).toBeGreaterThan(10);
  const missing = documents.flatMap(({ path, text }) =>
    [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
      .map(([, target = ""]) => ({ path, target }))
      .filter(({ target }) => !existsSync(join(repositoryRoot, path, "..", target))),
  );
  expect(missing).toEqual([]);
});
