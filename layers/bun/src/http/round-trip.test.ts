import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { RuntimeError } from "../runtime-error.ts";
import type { BufferedResult } from "./buffered-result.ts";
import { callFetch, toBufferedResult, toStreamedResult } from "./fetch-handler.ts";
import type { FetchApp } from "./fetch-app.ts";
import type { FetchResult } from "./fetch-handler.ts";
import { REQUEST, SENDERS } from "./testing/http-events.ts";
import type { SentRequest } from "./testing/http-events.ts";
import { lambdaContext } from "./testing/lambda-context.ts";

/** Answers with what it was asked: method and URL in headers, headers and body as they are, cookies as new ones. */
const ECHO: FetchApp = {
  async fetch(request) {
    const headers = new Headers([...request.headers].filter(([name]) => /^(?:x-own-|content-type)/.test(name)));
    headers.set("x-method", request.method);
    headers.set("x-url", request.url);
    for (const cookie of request.headers.get("cookie")?.split("; ") ?? []) headers.append("set-cookie", cookie);
    return new Response(await request.bytes(), { headers });
  },
};

const text = fc.string({ unit: "grapheme", maxLength: 6 });
const token = fc.stringMatching(/^[a-z0-9-]{1,8}$/);

/** No per cent sign and no slash: an HTTP API has decoded both, and nobody can tell what they were. */
const segment = text.filter((part) => !/[%/]/.test(part) && part !== "." && part !== "..");
const path = fc.array(segment).map((segments) => `/${segments.map(encodeURIComponent).join("/")}`);

const sentRequest: fc.Arbitrary<SentRequest> = fc.record({
  method: fc.constantFrom("POST", "PUT", "PATCH", "DELETE", "OPTIONS"),
  path,
  query: fc.uniqueArray(fc.tuple(text, text), { selector: ([name]) => name }),
  headers: fc
    .tuple(
      fc.uniqueArray(
        fc.tuple(
          token.map((name) => `x-own-${name}`),
          fc.string({ unit: fc.constantFrom(...Array.from("aZ0 ,;:=\"'()<>é{}")) }).map((value) => value.trim()),
        ),
        { selector: ([name]) => name },
      ),
      fc.constantFrom("text/plain", "application/json", "application/octet-stream", "image/png"),
    )
    .map(([own, contentType]): SentRequest["headers"] => own.concat([["content-type", contentType]])),
  cookies: fc.array(
    fc.tuple(token, token).map((pair) => pair.join("=")),
    { maxLength: 5 },
  ),
  body: fc.oneof(
    fc.uint8Array({ maxLength: 64 }),
    text.map((body) => new TextEncoder().encode(body)),
  ),
});

function isCookie(name: string): boolean {
  return name.toLowerCase() === "set-cookie";
}

/** What the client gets, from the result as each sender reads it. */
function received(result: BufferedResult): { headers: Map<string, string>; cookies: string[]; body: Uint8Array } {
  const { body, isBase64Encoded } = result;
  const lines =
    "multiValueHeaders" in result
      ? Object.entries(result.multiValueHeaders).flatMap(([name, values]) =>
          values.map((value) => [name, value] as const),
        )
      : Object.entries(result.headers);
  const cookies = "cookies" in result ? (result.cookies ?? []) : [];
  return {
    headers: new Map(lines.filter(([name]) => !isCookie(name))),
    cookies: [...cookies, ...lines.filter(([name]) => isCookie(name)).map(([, value]) => value)],
    body: isBase64Encoded ? Uint8Array.fromBase64(body) : new TextEncoder().encode(body),
  };
}

function expectEcho(request: SentRequest, answer: ReturnType<typeof received>): void {
  const url = new URL(answer.headers.get("x-url") ?? "");
  expect(answer.headers.get("x-method")).toBe(request.method);
  expect(decodeURIComponent(url.pathname)).toBe(decodeURIComponent(request.path));
  expect(Object.fromEntries(url.searchParams)).toEqual(Object.fromEntries(request.query));
  for (const [name, value] of request.headers) expect(answer.headers.get(name)).toBe(value);
  expect(answer.cookies).toEqual([...request.cookies]);
  expect(answer.body).toEqual(request.body ?? new Uint8Array());
}

describe.each(SENDERS)("$name", ({ event }) => {
  test("carries any request to the app and any response back", async () => {
    await fc.assert(
      fc.asyncProperty(sentRequest, async (request) => {
        using result = await callFetch(ECHO, JSON.parse(JSON.stringify(event(request))), lambdaContext());
        const written = JSON.stringify(await toBufferedResult(result.response, result.shape));
        expectEcho(request, received(JSON.parse(written)));
      }),
      { numRuns: 150 },
    );
  });

  test("carries any response back in a stream", async () => {
    await fc.assert(
      fc.asyncProperty(sentRequest, async (request) => {
        using result = await callFetch(ECHO, event(request), lambdaContext());
        const { prelude, body } = await toStreamedResult(result.response);
        const bytes = Buffer.concat(await Array.fromAsync(body ?? []));
        expectEcho(request, {
          headers: new Map(Object.entries(prelude.headers)),
          cookies: [...prelude.cookies],
          body: new Uint8Array(bytes),
        });
      }),
      { numRuns: 100 },
    );
  });
});

describe("any text in the place of any other", () => {
  const anyText = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: fc.constantFrom("\ud800", "%", "/", ".", "\r", ":", "@", "[") }),
  );
  const texts = fc.dictionary(anyText, anyText);
  const lists = fc.dictionary(anyText, fc.array(anyText, { maxLength: 3 }));

  test.each(SENDERS)("from $name is answered, or refused with an error of the runtime", async ({ event }) => {
    const fields = fc.record(
      {
        rawPath: anyText,
        path: anyText,
        httpMethod: anyText,
        rawQueryString: anyText,
        cookies: fc.array(anyText),
        headers: texts,
        multiValueHeaders: lists,
        queryStringParameters: texts,
        multiValueQueryStringParameters: lists,
        body: anyText,
        isBase64Encoded: fc.boolean(),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fields, anyText, async (changed, host) => {
        const app = { fetch: (request: Request) => new Response(request.url) };
        const sent = { ...event(REQUEST), headers: { host }, multiValueHeaders: { host: [host] }, ...changed };
        const outcome = await callFetch(app, sent, lambdaContext()).catch((e: unknown) => e);
        if (outcome instanceof RuntimeError) return;
        using result = outcome as FetchResult;
        expect([200, 400, 501]).toContain(result.response.status);
      }),
      { numRuns: 150 },
    );
  });
});
