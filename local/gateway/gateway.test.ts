import { describe, expect, test } from "bun:test";
import { connect } from "node:net";
import { once } from "node:events";
import { startGateway } from "./gateway.ts";
import { PortInUseError } from "../port-in-use-error.ts";
import { MalformedRouteKeyError } from "./route-key.ts";
import { FakeFunction } from "./testing/fake-function.ts";
import { exchange, rawRequest } from "./testing/raw-http.ts";
import { testGateway } from "./testing/test-gateway.ts";

const megabyte = 1024 * 1024;

function answering(body: string): FakeFunction {
  return new FakeFunction(() => ({ statusCode: 200, body }));
}

/** What a promise rejects with; `undefined` where it does not. */
async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
    return undefined;
  } catch (error) {
    return error;
  }
}

describe("starting a gateway", () => {
  test("on a port in use fails with the port", async () => {
    await using gateway = await testGateway({ routes: [] });
    const error = await failureOf(startGateway({ routes: [], port: gateway.port, log: () => {} }));
    expect(error).toBeInstanceOf(PortInUseError);
    expect(error).toMatchObject({ code: "PORT_IN_USE", port: gateway.port, hostname: "127.0.0.1" });
  });

  test("with a malformed route fails", async () => {
    const routes = [{ routeKey: "GET categories", target: answering("") }];
    const error = await failureOf(startGateway({ routes, port: 0, log: () => {} }));
    expect(error).toBeInstanceOf(MalformedRouteKeyError);
  });

  test("tells where it listens", async () => {
    await using gateway = await testGateway({ routes: [] });
    expect(gateway.url).toBe(`http://127.0.0.1:${gateway.port}`);
  });
});

describe("the access log", () => {
  test("has method, path, status, time and request id, but no query", async () => {
    await using gateway = await testGateway({ routes: [{ routeKey: "GET /pets", target: answering("") }] });
    const response = await fetch(`${gateway.url}/pets?token=secret`);
    const id = response.headers.get("apigw-requestid") ?? "";
    await gateway.stop();
    expect(gateway.lines).toHaveLength(1);
    expect(gateway.lines[0]).toMatch(/^GET \/pets 200 \d+ ms /);
    expect(gateway.lines[0]).toEndWith(id);
  });
});

describe("the access log, of a target that holds what belongs in no log", () => {
  test.each([
    ["http://bob:secret@127.0.0.1/pets", "/pets"],
    ["/pets%3Ftoken=secret", "/pets"],
    ["/pets#token=secret", "/pets"],
    [`/${"x".repeat(2000)}`, `/${"x".repeat(1023)}…`],
  ])("%s", async (target, shown) => {
    await using gateway = await testGateway({ routes: [{ routeKey: "$default", target: answering("") }] });
    await exchange(gateway.port, ...rawRequest(`GET ${target} HTTP/1.1`));
    await gateway.stop();
    expect(gateway.lines.map((line) => line.split(" ")[1])).toEqual([shown]);
  });
});

describe("a body over 10 MB", () => {
  const expected = [413, '{"message":"Request Entity Too Large"}'] as const;

  test("is refused by its declared length, without being read", async () => {
    await using gateway = await testGateway({ routes: [{ routeKey: "$default", target: answering("") }] });
    const head = ["POST / HTTP/1.1", "Host: x", `Content-Length: ${10 * megabyte + 1}`, "", ""];
    const response = await exchange(gateway.port, ...head);
    expect([response.status, response.body.toString()]).toEqual([...expected]);
    expect(response.headers).toContainEqual(["connection", "close"]);
  });

  test("is refused before the client is asked to continue", async () => {
    await using gateway = await testGateway({ routes: [{ routeKey: "$default", target: answering("") }] });
    const length = `Content-Length: ${10 * megabyte + 1}`;
    const response = await exchange(gateway.port, "POST / HTTP/1.1", "Host: x", length, "Expect: 100-continue", "", "");
    expect(response.status).toBe(413);
  });

  test("lets a client that sends it all the same read the answer", async () => {
    await using gateway = await testGateway({ routes: [{ routeKey: "$default", target: answering("") }] });
    const response = await fetch(gateway.url, { method: "POST", body: new Uint8Array(30 * megabyte) });
    expect([response.status, await response.text()]).toEqual([...expected]);
  });

  test("is refused when it comes without a length", async () => {
    const target = answering("");
    await using gateway = await testGateway({ routes: [{ routeKey: "$default", target }] });
    const body = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(new Uint8Array(megabyte)) });
    const response = await fetch(gateway.url, { method: "POST", body });
    expect([response.status, await response.text()]).toEqual([...expected]);
    expect(target.events).toEqual([]);
  });

  test("is one byte more than what arrives", async () => {
    const target = answering("");
    await using gateway = await testGateway({ routes: [{ routeKey: "$default", target }] });
    const headers = { "content-type": "text/plain" };
    const response = await fetch(gateway.url, { method: "POST", body: "a".repeat(10 * megabyte), headers });
    expect(response.status).toBe(200);
    expect(target.event.body).toHaveLength(10 * megabyte);
  });
});

test("a client that waits for 100 Continue gets it", async () => {
  const target = answering("done");
  await using gateway = await testGateway({ routes: [{ routeKey: "$default", target }] });
  const socket = connect(gateway.port, "127.0.0.1");
  socket.write("POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
  const [interim] = (await once(socket, "data")) as [Buffer];
  expect(interim.toString()).toStartWith("HTTP/1.1 100 Continue");
  socket.write("abc");
  const [final] = (await once(socket, "data")) as [Buffer];
  expect(final.toString()).toStartWith("HTTP/1.1 200 OK");
  await once(socket, "close");
  expect(target.event.headers).not.toContainKey("expect");
});

describe("what is no request", () => {
  test("is answered with 400", async () => {
    await using gateway = await testGateway({ routes: [] });
    const response = await exchange(gateway.port, "nonsense", "", "");
    expect([response.status, response.body.toString()]).toEqual([400, '{"message":"Bad Request"}']);
  });

  test("is answered with 431 when its head does not end", async () => {
    await using gateway = await testGateway({ routes: [] });
    const response = await exchange(gateway.port, ...rawRequest("GET / HTTP/1.1", `X-Big: ${"a".repeat(100_000)}`));
    expect([response.status, response.body.toString()]).toEqual([431, '{"message":"Request Header Fields Too Large"}']);
  });
});

describe("a client that goes away", () => {
  test("before its body is complete invokes nothing", async () => {
    const target = answering("");
    const aborted = Promise.withResolvers<string>();
    const log = (line: string) => aborted.resolve(line);
    const gateway = await startGateway({ routes: [{ routeKey: "$default", target }], port: 0, log });
    const socket = connect(gateway.port, "127.0.0.1");
    socket.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc", () => socket.destroy());
    expect(await aborted.promise).toMatch(/^POST \/ aborted \d+ ms /);
    expect(target.events).toEqual([]);
    await gateway.stop();
  });

  test("before the answer leaves the gateway working", async () => {
    const invoked = Promise.withResolvers<void>();
    const result = Promise.withResolvers<unknown>();
    const logged = Promise.withResolvers<string>();
    const target = new FakeFunction((event) => {
      invoked.resolve();
      return event.rawPath === "/gone" ? result.promise : { statusCode: 204 };
    });
    const routes = [{ routeKey: "$default", target }];
    const gateway = await startGateway({ routes, port: 0, log: (line) => logged.resolve(line) });
    const socket = connect(gateway.port, "127.0.0.1");
    socket.write("GET /gone HTTP/1.1\r\nHost: x\r\n\r\n");
    await invoked.promise;
    socket.destroy();
    await once(socket, "close");
    result.resolve({ statusCode: 200, body: "a".repeat(megabyte) });
    // The gateway may learn of the closed connection only after it has written the answer.
    expect(await logged.promise).toMatch(/^GET \/gone (200|aborted) /);
    expect((await fetch(gateway.url)).status).toBe(204);
    await gateway.stop();
  });
});

describe("stopping", () => {
  test("lets running requests finish, closes idle connections and takes no new ones", async () => {
    const invoked = Promise.withResolvers<void>();
    const result = Promise.withResolvers<unknown>();
    const target = new FakeFunction((event) => {
      if (event.rawPath !== "/slow") return { statusCode: 204 };
      invoked.resolve();
      return result.promise;
    });
    const gateway = await startGateway({ routes: [{ routeKey: "$default", target }], port: 0, log: () => {} });
    await fetch(gateway.url);
    const running = fetch(`${gateway.url}/slow`);
    await invoked.promise;

    const stopped = gateway.stop();
    const refused = await failureOf(exchange(gateway.port, ...rawRequest("GET / HTTP/1.1")));
    expect(refused).toMatchObject({ code: "ECONNREFUSED" });
    result.resolve({ statusCode: 200, body: "finished" });
    const response = await running;
    expect(await response.text()).toBe("finished");
    expect(response.headers.get("connection")).toBe("close");
    await stopped;
    await gateway.stop();
  });

  test("waits for a function whose client has gone", async () => {
    const invoked = Promise.withResolvers<void>();
    const result = Promise.withResolvers<unknown>();
    const target = new FakeFunction(() => {
      invoked.resolve();
      return result.promise;
    });
    const gateway = await startGateway({ routes: [{ routeKey: "$default", target }], port: 0, log: () => {} });
    const client = connect(gateway.port, "127.0.0.1");
    client.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    await invoked.promise;
    client.destroy();
    await once(client, "close");

    const order: string[] = [];
    const stopped = gateway.stop().then(() => order.push("stopped"));
    await failureOf(exchange(gateway.port, ...rawRequest("GET / HTTP/1.1")));
    order.push("answered");
    result.resolve({ statusCode: 204 });
    await stopped;
    expect(order).toEqual(["answered", "stopped"]);
  });

  test("does not wait for a request whose body is not complete", async () => {
    await using gateway = await testGateway({ routes: [{ routeKey: "$default", target: answering("") }] });
    const client = connect(gateway.port, "127.0.0.1");
    client.write("POST /half HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 500\r\n\r\n");
    // The interim answer: the gateway is reading the body.
    await once(client, "data");
    client.write("{");
    await gateway.stop();
    expect(gateway.lines.map((line) => line.split(" ").slice(0, 3).join(" "))).toEqual(["POST /half aborted"]);
    client.destroy();
  });

  test("does not wait for connections that sent no request or half of one", async () => {
    const gateway = await startGateway({ routes: [], port: 0, drainTimeout: 600_000, log: () => {} });
    const silent = connect(gateway.port, "127.0.0.1");
    const half = connect(gateway.port, "127.0.0.1");
    await Promise.all([once(silent, "connect"), once(half, "connect")]);
    half.write("GET / HTTP/1.1\r\nHo");
    await fetch(gateway.url);
    // Would it wait, it would do so for longer than a test may take.
    await gateway.stop();
    silent.destroy();
    half.destroy();
  });

  test("ends connections whose requests do not finish in time", async () => {
    const invoked = Promise.withResolvers<void>();
    const target = new FakeFunction(() => {
      invoked.resolve();
      return new Promise(() => {});
    });
    const routes = [{ routeKey: "$default", target }];
    const gateway = await startGateway({ routes, port: 0, drainTimeout: 50, log: () => {} });
    const running = fetch(gateway.url).then(
      () => "answered",
      () => "closed",
    );
    await invoked.promise;
    await gateway.stop();
    expect(await running).toBe("closed");
  });
});

test("each of 200 requests at once gets its own answer", async () => {
  const target = new FakeFunction(async (event) => {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    return { statusCode: 200, body: event.body, headers: { "x-path": event.rawPath } };
  });
  await using gateway = await testGateway({ routes: [{ routeKey: "POST /echo/{id}", target }] });
  const answers = await Promise.all(
    Array.from({ length: 200 }, async (_, id) => {
      const headers = { "content-type": "text/plain" };
      const response = await fetch(`${gateway.url}/echo/${id}`, { method: "POST", body: `body ${id}`, headers });
      return [response.headers.get("x-path"), await response.text()];
    }),
  );
  expect(answers).toEqual(Array.from({ length: 200 }, (_, id) => [`/echo/${id}`, `body ${id}`]));
  await gateway.stop();
  expect(gateway.lines).toHaveLength(200);
  expect(new Set(target.events.map((event) => event.requestContext.requestId)).size).toBe(200);
});
