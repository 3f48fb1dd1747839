import { describe, expect, test } from "bun:test";
import { RuntimeApiStandIn, response } from "./runtime-api-stand-in.ts";
import type { Endpoint } from "./runtime-api-stand-in.ts";

interface Client extends Disposable {
  readonly received: string[];
  /** Resolves with the first bytes that come. */
  readonly answered: Promise<void>;
  send(text: string): void;
}

/** A connection to the stand-in that sends whatever it is told to. */
async function connect(api: RuntimeApiStandIn): Promise<Client> {
  const received: string[] = [];
  const { promise: answered, resolve } = Promise.withResolvers<void>();
  const [hostname = "", port] = api.address.split(":");
  const socket = await Bun.connect({
    hostname,
    port: Number(port),
    socket: {
      data: (_socket, bytes) => {
        received.push(bytes.toString());
        resolve();
      },
    },
  });
  return { received, answered, send: (text) => void socket.write(text), [Symbol.dispose]: () => socket.terminate() };
}

const post = "POST /2018-06-01/runtime/invocation/a%2Fb/response HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";

describe("RuntimeApiStandIn", () => {
  test("shows a request while its body is on its way", async () => {
    using api = new RuntimeApiStandIn();
    using client = await connect(api);
    client.send(`${post}2\r\nhi\r\n`);
    const unfinished = await api.until(() => api.unfinished.find((request) => request.chunks.length > 0));
    expect([unfinished.endpoint, unfinished.requestId, api.requests.length]).toEqual(["response", "a/b", 0]);
    client.send("0\r\nX-Error: yes\r\n\r\n");
    const whole = await api.until(() => api.to("response")[0]);
    expect([whole.text, whole.trailers.get("x-error"), api.unfinished.length]).toEqual(["hi", "yes", 0]);
  });

  test("answers before the body is whole where it is told to, and then not again", async () => {
    using api = new RuntimeApiStandIn();
    using client = await connect(api);
    api.replyEarlyTo("response", response(413, "too large"));
    client.send(post);
    await client.answered;
    client.send("0\r\n\r\n");
    await api.until(() => api.to("response")[0]);
    expect(client.received.join("")).toStartWith("HTTP/1.1 413");
    expect(client.received.join("").match(/HTTP\/1\.1/g)).toHaveLength(1);
  });

  test("takes nothing while reading is paused", async () => {
    using api = new RuntimeApiStandIn();
    using client = await connect(api);
    client.send(post);
    await api.until(() => api.unfinished[0]);
    api.pauseReading();
    client.send("2\r\nhi\r\n0\r\n\r\n");
    await Bun.sleep(20);
    expect(api.requests).toEqual([]);
    api.resumeReading();
    expect((await api.until(() => api.to("response")[0])).text).toBe("hi");
  });

  test.each<[string, Endpoint]>([
    ["GET /2018-06-01/runtime/restore/next", "restore-next"],
    ["POST /2018-06-01/runtime/restore/error", "restore-error"],
    ["POST /2018-06-01/runtime/init/error", "init-error"],
    ["GET /base/2018-06-01/runtime/invocation/next", "next"],
    ["GET /somewhere", "other"],
  ])("knows %s", async (line, endpoint) => {
    using api = new RuntimeApiStandIn();
    using client = await connect(api);
    client.send(`${line} HTTP/1.1\r\n\r\n`);
    expect((await api.until(() => api.requests[0])).endpoint).toBe(endpoint);
  });
});
