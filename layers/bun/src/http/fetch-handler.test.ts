import { describe, expect, test } from "bun:test";
import { RuntimeError } from "../runtime-error.ts";
import { callFetch, toBufferedResult } from "./fetch-handler.ts";
import { isFetchApp } from "./fetch-app.ts";
import type { FetchApp } from "./fetch-app.ts";
import { eventOf, senders } from "./testing/http-events.ts";
import { lambdaContext } from "./testing/lambda-context.ts";

const senderNames = senders.map(({ name }) => name);

describe("a fetch app", () => {
  test.each([
    ["an object with fetch", { fetch: () => new Response() }, true],
    [
      "an instance whose class has fetch",
      new (class {
        fetch = () => new Response();
      })(),
      true,
    ],
    ["an object whose fetch is no function", { fetch: 1 }, false],
    ["an object without fetch", {}, false],
    ["a function, whatever it has", Object.assign(() => undefined, { fetch: () => new Response() }), false],
    ["null", null, false],
    ["nothing", undefined, false],
  ])("%s: %p", (_, value, expected) => {
    expect(isFetchApp(value)).toBe(expected);
  });

  test("is called as a method", async () => {
    class Shop implements FetchApp {
      readonly #name = "pets";
      fetch(): Response {
        return new Response(this.#name);
      }
    }
    using result = await callFetch(new Shop(), eventOf("HTTP API"), lambdaContext());
    expect(await result.response.text()).toBe("pets");
  });

  test.each(senders)("is given $name's event and the context as Hono's adapters do", async ({ name, shape }) => {
    const event = eventOf(name);
    const context = lambdaContext();
    const given: unknown[] = [];
    const app: FetchApp = {
      async fetch(request, bindings) {
        given.push(request, bindings);
        return new Response();
      },
    };
    using result = await callFetch(app, event, context);
    expect(result.shape).toBe(shape);
    expect(given[0]).toBeInstanceOf(Request);
    expect(given[1]).toEqual({ event, requestContext: event["requestContext"], lambdaContext: context, context });
  });

  test("may leave the body of the request unread", async () => {
    const app = { fetch: () => new Response("early") };
    using result = await callFetch(app, eventOf("HTTP API"), lambdaContext());
    expect(await result.response.text()).toBe("early");
  });
});

describe("an app that throws", () => {
  const thrown = new RangeError("no such pet");

  test.each([
    [
      "at once",
      (): never => {
        throw thrown;
      },
    ],
    ["later", async (): Promise<never> => Promise.reject(thrown)],
  ])("%s has its error reported, and not a response made up", async (_, fetch) => {
    expect(await callFetch({ fetch }, eventOf("HTTP API"), lambdaContext()).catch((e: unknown) => e)).toBe(thrown);
  });
});

describe("what is no usable response", () => {
  const read = new Response("x");
  const locked = new Response("x");

  test.each([
    ["undefined", () => undefined, "returned undefined instead of a Response"],
    ["null", () => null, "returned null instead of a Response"],
    ["a string", () => "hi", "returned a value of type string instead of a Response"],
    ["an array", () => [], "returned an array instead of a Response"],
    ["a result of Lambda's own", () => ({ statusCode: 200 }), "returned a value of type object instead of a Response"],
    ["Response.error()", () => Response.error(), "status 0"],
    ["101", () => new Response(null, { status: 101 }), "status 101"],
    [
      "a body that was read",
      async () => {
        await read.text();
        return read;
      },
      "already read or locked",
    ],
    [
      "a body that someone reads",
      () => {
        locked.body?.getReader();
        return locked;
      },
      "already read or locked",
    ],
  ])("%s is an error", async (_, fetch, reason) => {
    const app = { fetch } as unknown as FetchApp;
    const thrown = await callFetch(app, eventOf("HTTP API"), lambdaContext()).catch((e: unknown) => e);
    expect(thrown).toBeInstanceOf(RuntimeError);
    expect(thrown).toMatchObject({ code: "Runtime.InvalidFetchResponse" });
    expect(String(thrown)).toContain(reason);
  });
});

describe.each(senderNames)("for %s", (sender) => {
  test("HEAD is answered with the headers of a body, but no body", async () => {
    const { promise: cancelled, resolve } = Promise.withResolvers<unknown>();
    const app = {
      fetch: () =>
        new Response(new ReadableStream({ cancel: resolve }), {
          status: 206,
          headers: { "content-length": "1234", "content-type": "image/png" },
        }),
    };
    using result = await callFetch(app, eventOf(sender, { method: "HEAD" }), lambdaContext());
    await cancelled;
    expect([result.response.status, result.response.body]).toEqual([206, null]);
    expect(result.response.headers.get("content-length")).toBe("1234");
  });

  test.each([204, 205, 304])("%d has no body, even where the app gave one", async (status) => {
    const app = { fetch: () => new Response("x", { status, headers: { etag: '"1"' } }) };
    using result = await callFetch(app, eventOf(sender), lambdaContext());
    expect([result.response.status, result.response.body, result.response.headers.get("etag")]).toEqual([
      status,
      null,
      '"1"',
    ]);
    expect(await toBufferedResult(result.response, result.shape)).toMatchObject({ body: "", isBase64Encoded: false });
  });

  test.each([
    [{ method: "TRACE" }, 501, "Not Implemented", "The request method is not supported"],
    [{ path: "/a/../b" }, 400, "Bad Request", "The path has dot segments"],
    [
      { headers: [["x-a", "1\r\nx-b: 2"]] as const },
      400,
      "Bad Request",
      "A header has a name or value that is not allowed",
    ],
  ])("%p is answered with %d, and the app is not called", async (request, status, title, detail) => {
    const app = {
      fetch: () => {
        throw new Error("called");
      },
    };
    using result = await callFetch(app, eventOf(sender, request), lambdaContext());
    expect(result.response.headers.get("content-type")).toBe("application/problem+json");
    expect([result.response.status, await result.response.json()]).toEqual([
      status,
      { type: "about:blank", title, status, detail },
    ]);
  });
});

describe("an event that is no request", () => {
  test.each([
    ["Runtime.NotAnHttpEvent", { Records: [{ eventSource: "aws:sqs" }] }],
    ["Runtime.WebSocketNotSupported", { requestContext: { connectionId: "1", eventType: "MESSAGE" } }],
  ])("is %s, and the app is not called", async (code, event) => {
    let called = false;
    const app = {
      fetch: () => {
        called = true;
        return new Response();
      },
    };
    const thrown = await callFetch(app, event, lambdaContext()).catch((e: unknown) => e);
    expect(thrown).toMatchObject({ code });
    expect(called).toBe(false);
  });
});

describe("request.signal", () => {
  test("is aborted before the invocation times out", async () => {
    const app: FetchApp = {
      fetch: async ({ signal }) => {
        const { promise, reject } = Promise.withResolvers<never>();
        signal.addEventListener("abort", () => reject(signal.reason));
        return promise;
      },
    };
    const thrown = await callFetch(app, eventOf("HTTP API"), lambdaContext(100)).catch((e: unknown) => e);
    expect(thrown).toMatchObject({ name: "TimeoutError", message: "The invocation is about to time out" });
  });

  test("stays as it is once the result is disposed", async () => {
    let signal: AbortSignal | undefined;
    const app: FetchApp = {
      fetch: (request) => {
        signal = request.signal;
        return new Response();
      },
    };
    const result = await callFetch(app, eventOf("HTTP API"), lambdaContext(0));
    result[Symbol.dispose]();
    const { promise: later, resolve } = Promise.withResolvers<void>();
    setTimeout(resolve, 0);
    await later;
    expect(signal?.aborted).toBe(false);
  });
});
