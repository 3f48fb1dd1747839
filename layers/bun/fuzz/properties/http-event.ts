import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { BufferedResult } from "../../src/http/buffered-result.ts";
import type { FetchApp } from "../../src/http/fetch-app.ts";
import { callFetch, toBufferedResult, toStreamedResult } from "../../src/http/fetch-handler.ts";
import { exampleRequest, senders } from "../../src/http/testing/http-events.ts";
import type { Sender, SentRequest } from "../../src/http/testing/http-events.ts";
import { lambdaContext } from "../../src/http/testing/lambda-context.ts";
import { RuntimeError } from "../../src/runtime-error.ts";
import { fuzzProperty } from "../fuzz-property.ts";
import type { FuzzProperty } from "../fuzz-property.ts";

/** Answers with what it was asked: method and URL in headers, headers and body as they are, cookies as new ones. */
const echo: FetchApp = {
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

interface Received {
  readonly headers: ReadonlyMap<string, string>;
  readonly cookies: readonly string[];
  readonly body: Uint8Array;
}

function isCookie(name: string): boolean {
  return name.toLowerCase() === "set-cookie";
}

/** What the client gets, from the result as each sender reads it. */
function received(result: BufferedResult): Received {
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

function assertEcho(request: SentRequest, answer: Received): void {
  const url = new URL(answer.headers.get("x-url") ?? "");
  assert.equal(answer.headers.get("x-method"), request.method);
  assert.equal(decodeURIComponent(url.pathname), decodeURIComponent(request.path));
  assert.deepEqual(
    [...url.searchParams].sort(byName),
    request.query.map(([name, value]) => [name, value]).sort(byName),
  );
  for (const [name, value] of request.headers) assert.equal(answer.headers.get(name), value);
  assert.deepEqual(answer.cookies, request.cookies);
  assert.deepEqual(answer.body, request.body ?? new Uint8Array());
}

function byName([a = ""]: readonly string[], [b = ""]: readonly string[]): number {
  return a < b ? -1 : 1;
}

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom("\uD800", "%", "/", ".", "\r", ":", "@", "[") }),
);
const texts = fc.dictionary(anyText, anyText);
const lists = fc.dictionary(anyText, fc.array(anyText, { maxLength: 3 }));

/** Fields of an event that hold any text where the platform would send something sensible. */
const strangeFields = fc.record(
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

function propertiesOf({ name, event }: Sender): FuzzProperty[] {
  return [
    fuzzProperty(
      `http event: ${name} carries any request to the app and any response back`,
      150,
      fc.asyncProperty(sentRequest, async (request) => {
        using result = await callFetch(echo, JSON.parse(JSON.stringify(event(request))), lambdaContext());
        const written = JSON.stringify(await toBufferedResult(result.response, result.shape));
        assertEcho(request, received(JSON.parse(written)));
      }),
    ),
    fuzzProperty(
      `http event: ${name} carries any response back in a stream`,
      100,
      fc.asyncProperty(sentRequest, async (request) => {
        using result = await callFetch(echo, event(request), lambdaContext());
        const { prelude, body } = await toStreamedResult(result.response);
        const bytes = Buffer.concat(await Array.fromAsync(body ?? []));
        const headers = new Map(Object.entries(prelude.headers));
        assertEcho(request, { headers, cookies: [...prelude.cookies], body: new Uint8Array(bytes) });
      }),
    ),
    fuzzProperty(
      `http event: any text from ${name} is answered, or refused with an error of the runtime`,
      150,
      fc.asyncProperty(strangeFields, anyText, async (changed, host) => {
        const app: FetchApp = { fetch: (request) => new Response(request.url) };
        const sent = { ...event(exampleRequest), headers: { host }, multiValueHeaders: { host: [host] }, ...changed };
        try {
          using result = await callFetch(app, sent, lambdaContext());
          assert.ok([200, 400, 501].includes(result.response.status), `status ${result.response.status}`);
        } catch (thrown) {
          if (!(thrown instanceof RuntimeError)) throw thrown;
        }
      }),
    ),
  ];
}

export const httpEventProperties: readonly FuzzProperty[] = senders.flatMap(propertiesOf);
