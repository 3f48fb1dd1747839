import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { startDynamoDB } from "./dynamodb/dynamodb.ts";
import { processesThatMention, untilNoProcessMentions } from "./testing/processes.ts";
import { copyRepository, type RepositoryCopy } from "./testing/repository-copy.ts";
import { StartCommand } from "./testing/start-command.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

// Starts real processes.
setDefaultTimeout(180_000);

let copy: RepositoryCopy;
beforeAll(async () => {
  copy = await copyRepository();
});
afterAll(() => copy[Symbol.asyncDispose]());

/** Sends a request as the administrator. */
async function send(start: StartCommand, path: string, init: RequestInit = {}): Promise<Response> {
  const content = { "content-type": "application/json", "idempotency-key": crypto.randomUUID() };
  const headers = { ...(await start.authorization()), ...(init.body !== undefined && content) };
  return fetch(`${await start.url()}${path}`, { ...init, headers });
}

/** Gives the path of the new category. */
async function createCategory(start: StartCommand, name: string): Promise<string> {
  const response = await send(start, "/categories", { method: "POST", body: JSON.stringify({ name }) });
  expect(response.status).toBe(201);
  return response.headers.get("location") ?? "";
}

async function countCategories(start: StartCommand): Promise<number> {
  const page = await send(start, "/categories");
  return ((await page.json()) as { items: unknown[] }).items.length;
}

async function runFolders(start: StartCommand): Promise<string[]> {
  const names = await readdir(dirname(start.runFolderPrefix));
  return names.filter((name) => name.startsWith(basename(start.runFolderPrefix)));
}

/** Runs the command that is expected to end by itself. */
async function runToEnd(args: string[], environment: Record<string, string> = {}) {
  await using start = new StartCommand(copy, { args, environment });
  const code = await start.exited();
  await start.untilNoProcessIsLeft();
  return { code, stderr: start.stderr, stdout: start.stdout };
}

describe("the API", () => {
  test("what is created over HTTP can be read, and the printed curl commands do it", async () => {
    await using start = new StartCommand(copy, { args: ["--memory"] });

    const category = await send(start, await createCategory(start, "Films"));
    expect(category.status).toBe(200);
    expect(await category.text()).toContain('"name":"Films"');

    const [login = "", ...commands] = start.stdout.split("\n").filter((line) => /^ {2}(export|curl) /.test(line));
    expect(commands).toHaveLength(2);
    const outputs = commands.map((command) =>
      Bun.spawnSync(["sh", "-c", `${login}\n${command}`], { cwd: copy.path }).stdout.toString(),
    );
    expect(outputs[0]).toStartWith("HTTP/1.1 201 ");
    expect(outputs[1]).toContain('"name":"Books"');
  });

  test("takes the tokens that the administrator makes, for what they are for", async () => {
    await using start = new StartCommand(copy, { args: ["--memory"] });
    const categories = `${await start.url()}/categories`;
    const created = await send(start, "/tokens", {
      method: "POST",
      body: JSON.stringify({ name: "Reader", scopes: ["categories:read"] }),
    });
    const { token } = (await created.json()) as { token: string };
    const reader = { authorization: `Bearer ${token}` };

    const answers = await Promise.all([
      fetch(categories),
      fetch(categories, { headers: { authorization: `${reader.authorization}x` } }),
      fetch(categories, { headers: reader }),
      fetch(categories, { method: "POST", headers: reader }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 200, 403]);
    expect(await answers[0]?.text()).toBe('{"message":"Unauthorized"}');
    expect(answers[1]?.headers.get("www-authenticate")).toStartWith('Bearer realm="draht", error="invalid_token"');
    expect(answers[3]?.headers.get("www-authenticate")).toContain('scope="categories:write"');
    await start.stop();
    // Its id is in the log, its secret is not.
    expect(start.stdout).toContain(token.split("_")[2] ?? "");
    expect(start.stdout).not.toContain(token.slice(-49));
  });

  test("listens on the loopback only", async () => {
    await using start = new StartCommand(copy, { args: ["--memory"] });
    expect(new URL(await start.url()).hostname).toBe("127.0.0.1");
  });

  test("does not answer to the name of a foreign page that resolves to the loopback", async () => {
    await using start = new StartCommand(copy, { args: ["--memory"] });
    const response = await fetch(`${await start.url()}/health`, { headers: { host: "rebound.example.test" } });
    expect(response.status).toBe(421);
    expect(await response.text()).toContain("DNS rebinding");
  });

  test("--quiet leaves the logs out", async () => {
    await using start = new StartCommand(copy, { args: ["--memory", "--quiet"] });
    await fetch(`${await start.url()}/health`);
    await start.stop();

    expect(start.stdout).not.toContain("REPORT");
    expect(start.stdout).not.toContain("/health");
  });
});

describe("data", () => {
  test("outlives a SIGKILL of the command, and no process does", async () => {
    await using data = await temporaryFolder();
    const args = ["--data", data.path];
    await using first = new StartCommand(copy, { args });
    const category = await createCategory(first, "Kept");
    const token = await first.authorization();

    await first.stop("SIGKILL");
    await untilNoProcessMentions(data.path);

    await using second = new StartCommand(copy, { args });
    const response = await send(second, category);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('"name":"Kept"');
    expect(await second.authorization()).toEqual(token);
  });

  test("is gone with --memory, and with --reset", async () => {
    await using data = await temporaryFolder();
    const kept = { args: ["--data", data.path] };

    await using first = new StartCommand(copy, kept);
    await createCategory(first, "Gone");
    await first.stop();

    await using memory = new StartCommand(copy, { args: ["--memory"] });
    expect(await countCategories(memory)).toBe(0);
    await using again = new StartCommand(copy, kept);
    expect(await countCategories(again)).toBe(1);
    await again.stop();
    await using reset = new StartCommand(copy, { args: [...kept.args, "--reset"] });
    expect(await countCategories(reset)).toBe(0);
  });

  test("stays in a DynamoDB that the environment names", async () => {
    const dynamoDB = await startDynamoDB({ storage: { kind: "memory" } });
    try {
      const options = { environment: { AWS_ENDPOINT_URL_DYNAMODB: dynamoDB.endpoint } };
      await using first = new StartCommand(copy, options);
      const category = await createCategory(first, "Elsewhere");
      await first.stop();

      await using second = new StartCommand(copy, options);
      expect((await send(second, category)).status).toBe(200);
    } finally {
      await dynamoDB.stop();
    }
  });
});

describe("the end", () => {
  test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "%s: exit code 0, no process and no build folder left",
    async (signal) => {
      await using start = new StartCommand(copy, { args: ["--memory"] });
      await fetch(`${await start.url()}/health`);
      expect(await runFolders(start)).toHaveLength(1);

      start.signal(signal);

      expect(await start.exited()).toBe(0);
      await start.untilNoProcessIsLeft();
      expect(await runFolders(start)).toEqual([]);
      expect(start.stderr).toBe("");
    },
  );

  test("Ctrl-C while it starts", async () => {
    await using data = await temporaryFolder();
    const secret = join(data.path, "secrets", "CursorKey");
    await mkdir(dirname(secret));
    // The start reads it last, from a pipe that nobody has written to yet.
    Bun.spawnSync(["mkfifo", secret]);
    await using start = new StartCommand(copy, { args: ["--data", data.path] });
    await start.output(/✓ DynamoDB/);

    start.signal("SIGINT");
    await start.output(/Stopping/);
    await writeFile(secret, "a key\n");

    expect(await start.exited()).toBe(0);
    await start.untilNoProcessIsLeft();
    expect(start.stdout).not.toContain("answers at");
  });

  test("an emulator that ends by itself ends the command with one line", async () => {
    await using data = await temporaryFolder();
    await using start = new StartCommand(copy, { args: ["--data", data.path] });
    await start.url();

    const processes = await processesThatMention(data.path);
    const emulator = processes.find(({ pid, command }) => pid !== start.pid && !command.startsWith("/bin/sh"));
    process.kill(emulator?.pid ?? 0, "SIGKILL");

    expect(await start.exited()).toBe(1);
    expect(start.stderr).toMatch(/^DynamoDB \(.+\) ended by itself \(.+\)\. Start again; the data is in .+\.\n$/);
  });
});

describe("what keeps it from starting is one line", () => {
  test("a taken port", async () => {
    const listener = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
    try {
      const { code, stderr, stdout } = await runToEnd(["--memory", "--port", String(listener.port)]);

      expect(code).toBe(1);
      expect(stderr).toMatch(
        new RegExp(`^Port ${listener.port} is in use by pid ${process.pid} \\(.+\\)\\. Stop it or .+\\n$`),
      );
      // Found out before anything is built.
      expect(stdout).toBe("");
    } finally {
      listener.stop(true);
    }
  });

  test("a data folder that cannot be made", async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, "file"), "");

    const { code, stderr } = await runToEnd(["--data", join(folder.path, "file", "data")]);

    expect(code).toBe(1);
    expect(stderr).toMatch(/^The data folder .+ cannot be written \(ENOTDIR\)\..+\n$/);
  });

  test("a data folder that another start uses", async () => {
    await using data = await temporaryFolder();
    await using other = new StartCommand(copy, { args: ["--data", data.path] });
    await other.url();

    await using start = new StartCommand(copy, { args: ["--data", data.path] });
    expect(await start.exited()).toBe(1);
    expect(start.stderr).toMatch(new RegExp(`^The data folder .+ is in use by pid ${other.pid}\\..+\\n$`));
    await other.stop();
  });

  test("no emulator", async () => {
    const { code, stderr } = await runToEnd(["--memory"], { DYNAMODB_LOCAL: "true", PATH: "/nowhere" });

    expect(code).toBe(1);
    expect(stderr).toMatch(/^DynamoDB Local needs Java 17 or newer: install .+\n$/);
  });

  test("an endpoint that is no URL", async () => {
    const { code, stderr } = await runToEnd(["--memory"], { AWS_ENDPOINT_URL_DYNAMODB: "here" });

    expect(code).toBe(1);
    expect(stderr).toMatch(/^The DynamoDB endpoint here .+ is not an http\(s\) URL\..+\n$/);
  });

  test.each(["AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL"])("--reset of a DynamoDB in %s", async (variable) => {
    const { code, stderr } = await runToEnd(["--reset"], { [variable]: "http://127.0.0.1:8000" });

    expect(code).toBe(1);
    expect(stderr).toStartWith(`--reset empties this command's own data, but ${variable} names a DynamoDB`);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });

  test("an unknown flag: exit code 2", async () => {
    const { code, stderr } = await runToEnd(["--prot", "1"]);

    expect(code).toBe(2);
    expect(stderr).toBe("Unknown option '--prot'. See: bun run start --help\n");
  });
});

test("--help goes to standard output with exit code 0", async () => {
  await using start = new StartCommand(copy, { args: ["--help"] });

  expect(await start.exited()).toBe(0);
  expect(start.stdout).toStartWith("Runs the whole API on this machine");
});
