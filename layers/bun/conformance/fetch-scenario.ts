import type { RecordedRequest } from "../testing/runtime-api-stand-in.ts";
import type { ConformanceCase, StartRuntime } from "./conformance-case.ts";
import type { ContractNumber } from "./contract.ts";
import { httpEvents } from "./http-event-samples.ts";
import { resultOf } from "./scenario.ts";

/** A module whose default export is a fetch handler with this body; it sees `request`. */
export function app(
  body: string,
  wrap: (object: string) => string = (object) => object,
): Readonly<Record<string, string>> {
  return { "index.mjs": `export default ${wrap(`{ async fetch(request) { ${body} } }`)};` };
}

/** Wraps an app so that its response streams. */
export const streamed = (object: string): string => `awslambda.streamifyResponse(${object})`;

/** Answers with what it was asked. */
const mirror = app(
  `const { method, url, headers } = request;
   return Response.json({ method, url, headers: [...headers], body: method === "GET" ? "" : await request.text() });`,
);

/** What the app was asked. */
interface Mirrored {
  readonly method: string;
  readonly url: URL;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** What is posted for one event. */
export async function ask(
  start: StartRuntime,
  event: unknown,
  files = mirror,
  handler = "index.fetch",
): Promise<RecordedRequest> {
  await using runtime = await start({ files, handler });
  return await runtime.invoke(event);
}

/** What an answer to an HTTP event may have. */
interface Answer {
  readonly statusCode?: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[]>>;
  readonly cookies?: readonly string[];
  readonly isBase64Encoded?: boolean;
}

/** The answer to one event. @throws UnmetExpectation where something else was posted. */
export async function answerOf(
  start: StartRuntime,
  event: unknown,
  files: Readonly<Record<string, string>>,
): Promise<Answer> {
  return Object(resultOf(await ask(start, event, files)));
}

/** An answer's body as the client gets it. */
export function bytesOf({ body = "", isBase64Encoded }: Answer): Buffer {
  return Buffer.from(body, isBase64Encoded ? "base64" : "utf8");
}

/** The request that a fetch handler sees of an event. */
export async function mirrored(start: StartRuntime, event: unknown): Promise<Mirrored> {
  const seen = JSON.parse(bytesOf(await answerOf(start, event, mirror)).toString());
  return { ...seen, url: new URL(seen.url), headers: new Map(seen.headers) };
}

/** A case for runtimes that know fetch handlers. */
export function fetchCase(number: ContractNumber, title: string, run: ConformanceCase["run"]): ConformanceCase {
  return { number, title, requires: "fetch", run };
}

/** One case for each shape of event. */
export function eachShape(
  number: ContractNumber,
  title: string,
  run: (start: StartRuntime, toEvent: (typeof httpEvents)[keyof typeof httpEvents]) => Promise<void>,
): ConformanceCase[] {
  return Object.entries(httpEvents).map(([shape, toEvent]) =>
    fetchCase(number, `${shape}: ${title}`, async (start) => run(start, toEvent)),
  );
}
