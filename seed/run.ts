import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { createDrahtClient } from "../client/draht-client.ts";
import { ProblemError } from "../client/problem-error.ts";
import { retryingFetch } from "../client/retrying-fetch.ts";
import { seed } from "./seed.ts";

const defaultUrl = "http://127.0.0.1:4000";
const tokenFile = resolve(import.meta.dir, "..", ".draht", "data", "secrets", "AdminToken");

const help = `Fills a running API with clients, categories and sessions of agents, over HTTP.

Usage: bun run seed [options]

  --url URL       of the API (default ${defaultUrl})
  --token TOKEN   may write everything (default: the variable DRAHT_TOKEN, else the administrator's of bun run start)
  --help          this text

What is there already stays as it is: run it as often as you like.
`;

/** The command cannot go on. The message is one line and says what to do. */
class SeedError extends Error {
  override readonly name = "SeedError";
}

/** @returns the exit code: 0, or 1 with one line on standard error. */
async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      url: { type: "string", default: defaultUrl },
      token: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const url = readUrl(values.url);
  const token = values.token ?? process.env["DRAHT_TOKEN"] ?? (await readToken());
  await requireApi(url);
  const started = performance.now();
  await seed(createDrahtClient({ url, token, fetch: retryingFetch() }), (line) => console.log(line));
  console.log(`Done in ${((performance.now() - started) / 1000).toFixed(1)} s. Look at it: ${url}/docs`);
  return 0;
}

function readUrl(text: string): string {
  const url = URL.parse(text);
  if (url !== null && /^https?:$/.test(url.protocol)) return text.replace(/\/+$/, "");
  throw new SeedError(`--url is ${JSON.stringify(text)}, but must be an address such as ${defaultUrl}.`);
}

async function readToken(): Promise<string> {
  const file = Bun.file(tokenFile);
  if (await file.exists()) return (await file.text()).trim();
  throw new SeedError(
    `No token is known: ${join(relative("", tokenFile))} is not there. Start the API with bun run start, or give a token ` +
      "with --token TOKEN or in the variable DRAHT_TOKEN.",
  );
}

/** An API that is not there is told before any work. */
async function requireApi(url: string): Promise<void> {
  const answer = await fetch(`${url}/health`)
    .then((response) => response.text())
    .catch(() => undefined);
  if (answer?.includes('"service":"draht"') === true) return;
  const what = answer === undefined ? "Nothing answers" : "Something else than this API answers";
  throw new SeedError(`${what} at ${url}. Start the API with bun run start, or name another with --url URL.`);
}

/** What the user is told of an error; undefined for one that is a bug. */
function describe(error: unknown): string | undefined {
  if (error instanceof SeedError) return error.message;
  if (error instanceof ProblemError) return `The API refused: ${error.message} (${error.code ?? error.status})`;
  // The codes of parseArgs begin so (https://nodejs.org/api/errors.html).
  const isUsage = error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
  return isUsage ? `${error.message}. See: bun run seed --help` : undefined;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(describe(error) ?? error);
  process.exitCode = 1;
}
