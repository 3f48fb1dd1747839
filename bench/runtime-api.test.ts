import { afterEach, beforeEach, expect, test } from "bun:test";
import { RuntimeApi } from "./runtime-api.ts";

let api: RuntimeApi;

beforeEach(() => {
  api = new RuntimeApi();
  api.expectRuntime();
});

afterEach(() => api[Symbol.dispose]());

function url(path: string): string {
  return `http://${api.address}/2018-06-01/runtime/${path}`;
}

test("hands an event out as often as it is told, and counts the responses", async () => {
  const served = api.invoke('"event"', 2);

  for (const answer of ["one", "three"]) {
    expect(await (await fetch(url("invocation/next"))).json()).toBe("event");
    await fetch(url("invocation/1/response"), { method: "POST", body: answer });
  }

  expect(await served).toMatchObject({ bytes: 8 });
});

test("a runtime that asks before there is an event waits for it", async () => {
  const asked = fetch(url("invocation/next"));
  const served = api.invoke("{}");

  expect(await (await asked).json()).toEqual({});
  await fetch(url("invocation/1/response"), { method: "POST", body: "null" });
  expect((await served).firstNext).toBeGreaterThan(0);
});

test.each(["invocation/1/error", "init/error"])("an error of the runtime fails what was invoked: %s", async (path) => {
  const failure = api.invoke("{}").catch((error: unknown) => error);

  await fetch(url(path), { method: "POST", body: "{}" });

  expect(await failure).toHaveProperty("message", expect.stringContaining(path));
});

test("what the last runtime still asks for does not take the next one's event", async () => {
  const opened = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<void>();
  const [hostname = "", port] = api.address.split(":");
  const last = await Bun.connect({
    hostname,
    port: Number(port),
    socket: { data: () => opened.resolve(), close: () => closed.resolve() },
  });
  const first = api.invoke("{}");
  last.write("GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: a\r\n\r\n");
  await opened.promise;
  last.write("POST /2018-06-01/runtime/invocation/1/response HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
  await first;
  last.write("GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: a\r\n\r\n");

  api.expectRuntime();
  const served = api.invoke('"mine"');

  expect(await (await fetch(url("invocation/next"))).json()).toBe("mine");
  await fetch(url("invocation/2/response"), { method: "POST", body: "null" });
  expect(await served).toMatchObject({ bytes: 4 });
  await closed.promise;
});
