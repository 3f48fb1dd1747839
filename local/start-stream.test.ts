import { afterEach, beforeEach, expect, setDefaultTimeout, test } from "bun:test";
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { reservePort, type ReservedPort } from "./reserved-port.ts";
import { Barrier } from "./testing/barrier.ts";
import { IncomingText } from "./testing/incoming-text.ts";
import { copyRepository, type RepositoryCopy } from "./testing/repository-copy.ts";
import { StartCommand } from "./testing/start-command.ts";

// Starts real processes.
setDefaultTimeout(180_000);

let copy: RepositoryCopy;
// One for each test: they change it.
beforeEach(async () => {
  copy = await copyRepository();
});
afterEach(() => copy[Symbol.asyncDispose]());

/** The URL of the function, as soon as it is served. */
async function streamUrl(start: StartCommand): Promise<string> {
  const [, url = ""] = await start.output(/streamTranscript streams at (\S+)/);
  return url;
}

test("a transcript is streamed at a URL of its own, which asks nobody for a token", async () => {
  await using start = new StartCommand(copy, { args: ["--memory"] });
  const authorization = await start.authorization();
  const post = async (path: string, body: unknown): Promise<{ id: string }> => {
    const headers = { ...authorization, "content-type": "application/json", "idempotency-key": crypto.randomUUID() };
    const response = await fetch(`${await start.url()}${path}`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    expect(response.ok).toBe(true);
    return (await response.json()) as { id: string };
  };
  const client = await post("/clients", { name: "Café Nord" });
  const session = await post("/sessions", { clientId: client.id, title: "Order form" });
  const entry = { id: "e1", timestamp: "2026-11-02T08:17:31Z", type: "message", text: "Why?" };
  await post(`/sessions/${session.id}/entries`, [entry]);

  const url = await streamUrl(start);
  const streamed = await fetch(`${url}/sessions/${session.id}/transcript`);
  expect([streamed.status, streamed.headers.get("content-type")]).toEqual([200, "application/x-ndjson"]);
  expect(streamed.headers.get("transfer-encoding")).toBe("chunked");
  expect(await streamed.text()).toBe(`${JSON.stringify(entry)}\n`);
  // The id by which its lines of the log are found.
  expect(streamed.headers.get("x-request-id")).toBe(streamed.headers.get("x-amzn-requestid"));

  const missing = await fetch(`${url}/sessions/${client.id}/transcript`);
  expect([missing.status, missing.headers.get("content-type")]).toEqual([404, "application/problem+json"]);
  const foreign = await fetch(url, { headers: { host: "rebound.example.test" } });
  expect(foreign.status).toBe(421);
});

test("an edit is there at the next request, while a stream under way ends on the code before", async () => {
  using barrier = new Barrier();
  await using start = new StartCommand(copy, { args: ["--memory"] });
  const url = await streamUrl(start);
  const writing = (text: string): string => `
    export const handler = awslambda.streamifyResponse(async (event, stream) => {
      stream.write("${text},");
      if (event.rawPath === "/wait") await fetch(${JSON.stringify(barrier.url)});
      stream.end("${text}");
    });
  `;
  const edit = async (text: string): Promise<void> => {
    const file = join(copy.path, "functions", "entries", "stream-transcript.ts");
    await writeFile(`${file}.new`, writing(text));
    await rename(`${file}.new`, file);
  };
  await edit("first");
  await start.output(/↻ streamTranscript/);
  const underWay = new IncomingText(await fetch(`${url}/wait`));
  await underWay.until("first,");
  await edit("second");
  await start.output(/(↻ streamTranscript[^]*){2}/);

  expect(await (await fetch(url)).text()).toBe("second,second");
  barrier.open();
  expect(await underWay.whole()).toBe("first,first");
});

test("a taken port of a function's URL is told before anything is built", async () => {
  const { reserved, listener } = await takePortBehind();
  try {
    await using start = new StartCommand(copy, { args: ["--memory", "--port", String(reserved.port)] });
    expect(await start.exited()).toBe(1);
    expect(start.stderr).toStartWith(
      `Port ${listener.port}, for the URL of streamTranscript, is in use by pid ${process.pid} (`,
    );
    expect(start.stdout).toBe("");
  } finally {
    listener.stop(true);
    reserved[Symbol.dispose]();
  }
});

/** A port on which nobody listens, with one behind it on which this process does. */
async function takePortBehind(): Promise<{ reserved: ReservedPort; listener: Bun.TCPSocketListener }> {
  for (;;) {
    const reserved = await reservePort();
    try {
      const listener = Bun.listen({ hostname: "127.0.0.1", port: reserved.port + 1, socket: { data() {} } });
      return { reserved, listener };
    } catch {
      // Another's: the next one, then.
      reserved[Symbol.dispose]();
    }
  }
}
