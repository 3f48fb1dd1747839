import { describe, expect, test } from "bun:test";
import { Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { stream, streamSSE } from "hono/streaming";
import { callFetch, toBufferedResult, toStreamedResult } from "./fetch-handler.ts";
import { isFetchApp } from "./fetch-app.ts";
import type { FetchBindings } from "./fetch-app.ts";
import type { SentRequest } from "./testing/http-events.ts";
import { eventOf, senders } from "./testing/http-events.ts";
import { lambdaContext } from "./testing/lambda-context.ts";

const app = new Hono<{ Bindings: FetchBindings }>();
app.get("/pets/:name", (c) => c.json({ name: c.req.param("name"), tags: c.req.queries("tag") ?? [] }));
app.post("/echo", async (c) => c.body(await c.req.arrayBuffer()));
app.post("/form", async (c) => c.json(await c.req.parseBody()));
app.get("/session", (c) => {
  deleteCookie(c, "session");
  setCookie(c, "theme", getCookie(c, "theme") === "dark" ? "light" : "dark", { secure: true });
  return c.text("changed");
});
app.get("/request-id", (c) => c.text(`${c.env.lambdaContext.awsRequestId} ${c.env.context.functionName}`));
app.get("/failure", () => {
  throw new Error("no such pet");
});
app.onError((error, c) => c.text(error.message, 500));
app.get("/stream", (c) =>
  stream(c, async (out) => {
    await out.write("first ");
    await out.write(new TextEncoder().encode("second"));
  }),
);
app.get("/events", (c) => streamSSE(c, async (out) => out.writeSSE({ event: "tick", data: "1" })));

describe.each(senders.map(({ name }) => name))("Hono behind %s", (sender) => {
  async function answer(request: Partial<SentRequest>) {
    using result = await callFetch(app, eventOf(sender, { method: "GET", ...request }), lambdaContext());
    return toBufferedResult(result.response, result.shape);
  }

  test("is a fetch app", () => {
    expect(isFetchApp(app)).toBe(true);
  });

  test("answers with text as text", async () => {
    const result = await answer({ path: "/request-id" });
    expect(result).toMatchObject({ body: "request-1 pets", isBase64Encoded: false });
    expect(JSON.stringify(result)).toContain("text/plain");
  });

  test("finds routes, parameters and queries", async () => {
    const { statusCode, body } = await answer({ path: "/pets/gr%C3%BCn%20er", query: [["tag", "a b"]] });
    expect([statusCode, JSON.parse(body)]).toEqual([200, { name: "grün er", tags: ["a b"] }]);
  });

  test("answers HEAD on a route for GET", async () => {
    expect(await answer({ method: "HEAD", path: "/pets/rex" })).toMatchObject({ statusCode: 200, body: "" });
  });

  test("reads bytes and gives them back", async () => {
    const body = Uint8Array.from({ length: 256 }, (_, index) => index);
    const result = await answer({ method: "POST", path: "/echo", body });
    expect(result).toMatchObject({ body: body.toBase64(), isBase64Encoded: true });
  });

  test("reads a form", async () => {
    const result = await answer({
      method: "POST",
      path: "/form",
      headers: [["content-type", "application/x-www-form-urlencoded"]],
      body: new TextEncoder().encode("name=gr%C3%BCn+er&age=3"),
    });
    expect(JSON.parse(result.body)).toEqual({ name: "grün er", age: "3" });
  });

  test("reads and sets cookies", async () => {
    const result = JSON.stringify(await answer({ path: "/session", cookies: ["session=1", "theme=dark"] }));
    expect(result).toContain(`"session=; Max-Age=0; Path=/"`);
    expect(result).toContain(`"theme=light; Path=/; Secure"`);
  });

  test("has the Lambda context in its bindings", async () => {
    expect(await answer({ path: "/request-id" })).toMatchObject({ body: "request-1 pets" });
  });

  test.each([
    ["/nowhere", 404, "404 Not Found"],
    ["/failure", 500, "no such pet"],
  ])("answers %s with its own %d", async (path, statusCode, body) => {
    expect(await answer({ path })).toMatchObject({ statusCode, body });
  });

  test("streams, and streams into a buffered result as well", async () => {
    using result = await callFetch(app, eventOf(sender, { method: "GET", path: "/stream" }), lambdaContext());
    const { body } = await toStreamedResult(result.response);
    expect(Buffer.concat(await Array.fromAsync(body ?? [])).toString()).toBe("first second");
    expect(await answer({ path: "/events" })).toMatchObject({
      body: "event: tick\ndata: 1\n\n",
      isBase64Encoded: false,
    });
  });
});
