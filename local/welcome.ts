import { relative } from "node:path";
import type { Storage } from "./dynamodb/storage.ts";
import { formatDuration } from "./progress.ts";
import type { Stack } from "./stack.ts";

export interface WelcomeOptions {
  readonly url: string;
  /** The functions that have a URL of their own. */
  readonly functionUrls: Stack["functionUrls"];
  readonly engine: Stack["engine"];
  readonly storage: Storage;
  /** Holds the token of the administrator. */
  readonly tokenFile: string;
  /** How long the start took. */
  readonly milliseconds: number;
}

/** AWS's program has no option for the address. */
const openToTheNetwork = `
Note: AWS's DynamoDB Local listens on every interface of this machine: on an open network, its data is open, too.`;

/** What the start command says when the API answers: where, with which data, what to try, how to stop. */
export function welcome({ url, functionUrls, engine, tokenFile, storage, milliseconds }: WelcomeOptions): string {
  return `
Draht answers at ${url} after ${formatDuration(milliseconds)}.
${functionUrls.map(streamsAt).join("")}Data: ${whereDataIs(engine, storage)}${engine === "dynamodb-local" ? openToTheNetwork : ""}

  export DRAHT_TOKEN="$(cat ${fromHere(tokenFile)})"
  curl -i ${url}/categories -H "authorization: Bearer $DRAHT_TOKEN" -H 'idempotency-key: ${crypto.randomUUID()}' -H 'content-type: application/json' -d '{"name":"Books"}'
  curl -i ${url}/categories -H "authorization: Bearer $DRAHT_TOKEN"

Ctrl-C stops everything.
`;
}

/** In AWS the URL is guarded; whoever sees it open here must not take it for open there. */
function streamsAt({ name, url }: WelcomeOptions["functionUrls"][number]): string {
  return `${name} streams at ${url} to whoever is on this machine; in AWS, to whom IAM allows it.\n`;
}

function whereDataIs(engine: Stack["engine"], storage: Storage): string {
  if (engine === "external") return "in the DynamoDB that the environment names";
  if (storage.kind === "memory") return `in memory, gone after the stop (${engine})`;
  return `${fromHere(storage.path)} (${engine})`;
}

/** Relative to the working directory where it is below it. */
function fromHere(absolute: string): string {
  const path = relative(process.cwd(), absolute);
  return path.startsWith("..") ? absolute : path || ".";
}
