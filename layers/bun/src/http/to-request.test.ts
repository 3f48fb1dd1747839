import { describe, expect, test } from "bun:test";
import { readHttpEvent } from "./http-event.ts";
import { RefusedRequestError } from "./refused-request.ts";
import { albHealthCheck, eventOf, exampleRequest, senders } from "./testing/http-events.ts";
import type { SentRequest } from "./testing/http-events.ts";
import { toRequest } from "./to-request.ts";

const { signal } = new AbortController();

function requestOf(sender: string, request: Partial<SentRequest> = {}, fields: object = {}): Request {
  return toRequest(readHttpEvent({ ...eventOf(sender, request), ...fields }), signal);
}

function refusalOf(sender: string, request: Partial<SentRequest>, fields: object = {}): RefusedRequestError {
  try {
    requestOf(sender, request, fields);
  } catch (thrown) {
    if (thrown instanceof RefusedRequestError) return thrown;
    throw thrown;
  }
  throw new Error("the request was made");
}

const api = "https://a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com";
const balancer = "https://shop-1234567890.eu-central-1.elb.amazonaws.com";

describe("a request is complete", () => {
  test.each([
    ["HTTP API", `${api}/pets/a%20b?tag=x%20y&tag=%C3%BC&limit=5`, "one,two"],
    [
      "function URL",
      "https://abcdefghijklmnop.lambda-url.eu-central-1.on.aws/pets/a%20b?tag=x%20y&tag=%C3%BC&limit=5",
      "one,two",
    ],
    ["REST API", `${api}/pets/a%20b?tag=x%20y&tag=%C3%BC&limit=5`, "one, two"],
    ["ALB", `${balancer}/pets/a%20b?tag=%C3%BC&limit=5`, "two"],
    ["ALB with multi-value headers", `${balancer}/pets/a%20b?tag=x%20y&tag=%C3%BC&limit=5`, "one, two"],
  ])("from %s", async (sender, url, list) => {
    const request = requestOf(sender);
    expect([request.method, request.url, await request.text()]).toEqual(["POST", url, "grüße"]);
    expect(Object.fromEntries(request.headers)).toEqual({
      "content-type": "text/plain; charset=utf-8",
      cookie: "session=a1; theme=dark",
      host: new URL(url).host,
      "x-amzn-trace-id": "Root=1-5759e988-bd862e3fe1be46a994272793",
      "x-forwarded-for": "192.0.2.1",
      "x-forwarded-port": "443",
      "x-forwarded-proto": "https",
      "x-list": list,
    });
  });
});

describe.each(senders.map(({ name }) => name))("from %s", (sender) => {
  test.each(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"])("%s is the method", (method) => {
    expect(requestOf(sender, { method }).method).toBe(method);
  });

  test.each(["CONNECT", "TRACE", "TRACK", "BREW"])("%s is refused, and does not become GET", (method) => {
    const { status, message } = refusalOf(sender, { method });
    expect([status, message]).toEqual([501, "The request method is not supported"]);
  });

  test("N64 a base64 body is bytes", async () => {
    const body = Uint8Array.from({ length: 256 }, (_, index) => index);
    expect(await requestOf(sender, { body }).bytes()).toEqual(body);
  });

  test.each(["GET", "HEAD"])("%s has no body even where the event has one", (method) => {
    expect(requestOf(sender, { method }).body).toBeNull();
  });

  test("no body is no body", async () => {
    const request = requestOf(sender, { method: "PUT", body: undefined });
    expect([request.body, await request.text(), request.headers.get("content-type")]).toEqual([
      null,
      "",
      "text/plain; charset=utf-8",
    ]);
  });

  test("no query leaves no question mark, no cookies no header", () => {
    const request = requestOf(sender, { query: [], cookies: [] });
    expect(request.url).toEndWith("/pets/a%20b");
    expect(request.headers.has("cookie")).toBe(false);
  });

  test("a path with two slashes in front stays a path", () => {
    expect(new URL(requestOf(sender, { path: "//evil.example/x" }).url).pathname).toBe("//evil.example/x");
  });

  test.each(["/a/../b", "/a/.", "/a/%2e%2E/b", "/.%2e"])("the dot segments of %s are refused", (path) => {
    const { status, message } = refusalOf(sender, { path });
    expect([status, message]).toEqual([400, "The path has dot segments"]);
  });

  test.each(["a b", "a/b", "user@host", "host?", "host#", "host:port", "[::1", "host:99999", "ä.example"])(
    "the host %p is refused",
    (host) => {
      const { status, message } = refusalOf(sender, { headers: [["host", host]] }, multiValueOf(sender, "host", host));
      expect([status, message]).toEqual([400, "The Host header is not a host"]);
    },
  );

  test.each(["localhost:8080", "[::1]:3000", "127.0.0.1", "my_pets.example"])("the host %s is the URL's", (host) => {
    const { url } = requestOf(sender, { headers: [["host", host]] }, multiValueOf(sender, "host", host));
    expect(new URL(url).host).toBe(host);
  });

  test.each([
    ["http", "http:"],
    ["HTTP, https", "http:"],
    ["https,http", "https:"],
    ["gopher", sender.startsWith("ALB") ? "http:" : "https:"],
  ])("the scheme of X-Forwarded-Proto %p is %s", (value, protocol) => {
    const { url } = requestOf(
      sender,
      { headers: [["x-forwarded-proto", value]] },
      multiValueOf(sender, "x-forwarded-proto", value),
    );
    expect(new URL(url).protocol).toBe(protocol);
  });

  test.each([
    ["a name that is none", "a b", "x"],
    ["a line break", "x-a", "x\r\ny: z"],
    ["a NUL", "x-a", "x\0"],
  ])("a header with %s is refused", (_, name, value) => {
    const { status, message } = refusalOf(sender, { headers: [[name, value]] });
    expect([status, message]).toEqual([400, "A header has a name or value that is not allowed"]);
  });

  test("a header beyond Latin-1 arrives as the bytes of its UTF-8", () => {
    const value = requestOf(sender, { headers: [["x-name", "é ☕"]] }).headers.get("x-name") ?? "";
    expect(value).toBe(`é ${Buffer.from("☕").toString("latin1")}`);
  });
});

describe("N60 the path", () => {
  test.each([
    ["HTTP API", "/a b?c#d", "/a%20b%3Fc%23d"],
    ["HTTP API", "/50%/100%zz/%41", "/50%25/100%25zz/%41"],
    ["HTTP API", "/grüße/☕", "/gr%C3%BC%C3%9Fe/%E2%98%95"],
    ["HTTP API", '/"<>\\^`{|}[]', "/%22%3C%3E%5C%5E%60%7B%7C%7D%5B%5D"],
    ["HTTP API", "/a\tb\nc\ud800", "/a%09b%0Ac%EF%BF%BD"],
    ["HTTP API", "/prod/pets", "/prod/pets"],
    ["HTTP API", "", "/"],
    ["function URL", "/a%20b%2Fc%3f;d=1,2:@!$&'()*+~", "/a%20b%2Fc%3f;d=1,2:@!$&'()*+~"],
  ])("of %s: %p becomes %s", (sender, rawPath, path) => {
    expect(requestOf(sender, { query: [] }, { rawPath }).url).toEndWith(path);
    expect(new URL(requestOf(sender, {}, { rawPath }).url).pathname).toBe(path);
  });

  test.each(["REST API", "ALB", "ALB with multi-value headers"])("of %s keeps its encoding", (sender) => {
    const path = "/a%20b%2Fc%3f;d=1,2:@!$&'()*+~//";
    expect(new URL(requestOf(sender, { path }).url).pathname).toBe(path);
  });

  test("of a REST API has no stage", () => {
    expect(new URL(requestOf("REST API").url).pathname).toBe("/pets/a%20b");
  });

  test("that does not begin with a slash is refused", () => {
    const { status, message } = refusalOf("ALB", { path: "*" });
    expect([status, message]).toEqual([400, "The path does not begin with a slash"]);
  });
});

describe("N62 the query", () => {
  test.each(["a=1&a=2&b", "%zz&+=%2B", "x=a%20b+c&y[]=1", "a==&&=b?/"])(
    "%s of payload format 2.0 is verbatim",
    (query) => {
      expect(requestOf("HTTP API", {}, { rawQueryString: query }).url).toEndWith(`/pets/a%20b?${query}`);
    },
  );

  test("of payload format 2.0 escapes only what would end it or get lost", () => {
    expect(requestOf("HTTP API", {}, { rawQueryString: "a=#b\t c\n" }).url).toEndWith("?a=%23b%09%20c%0A");
  });

  test("of a REST API is encoded anew, with every value", () => {
    const multiValueQueryStringParameters = { "a&b": ["1=2", "+ %"], ü: ["\ud800"], empty: [""] };
    expect(requestOf("REST API", {}, { multiValueQueryStringParameters }).url).toEndWith(
      "?a%26b=1%3D2&a%26b=%2B%20%25&%C3%BC=%EF%BF%BD&empty=",
    );
  });

  test("of a REST API's test event is taken from the single values", () => {
    const fields = { multiValueQueryStringParameters: undefined, queryStringParameters: { a: "1 2", b: null } };
    expect(requestOf("REST API", {}, fields).url).toEndWith("/pets/a%20b?a=1%202");
  });

  test("of a load balancer is verbatim", () => {
    const queryStringParameters = { "a%20": "%zz+", b: "" };
    expect(requestOf("ALB", {}, { queryStringParameters }).url).toEndWith("?a%20=%zz+&b=");
    const multiValueQueryStringParameters = { "a%20": ["%zz+", "2"], b: [""] };
    expect(requestOf("ALB with multi-value headers", {}, { multiValueQueryStringParameters }).url).toEndWith(
      "?a%20=%zz+&a%20=2&b=",
    );
  });
});

describe("N63 headers", () => {
  test("cookies of payload format 2.0 replace a header Cookie, so that none is there twice", () => {
    const fields = { headers: { Cookie: "session=a1; theme=dark" } };
    expect(requestOf("HTTP API", {}, fields).headers.get("cookie")).toBe("session=a1; theme=dark");
  });

  test("a header Cookie of payload format 2.0 counts where there are no cookies", () => {
    const fields = { headers: { Cookie: "a=1" } };
    expect(requestOf("HTTP API", { cookies: [] }, fields).headers.get("cookie")).toBe("a=1");
  });

  test.each(["REST API", "ALB with multi-value headers"])("several Cookie headers of %s become one", (sender) => {
    const fields = { multiValueHeaders: { Cookie: ["a=1", "b=2"] } };
    expect(requestOf(sender, {}, fields).headers.get("cookie")).toBe("a=1; b=2");
  });

  test("a REST API's test event has them only once", () => {
    const fields = { multiValueHeaders: null, headers: { accept: "text/html" } };
    expect(Object.fromEntries(requestOf("REST API", {}, fields).headers)).toEqual({ accept: "text/html" });
  });

  test("the domain that was called is the host of a request without the header Host", () => {
    expect(requestOf("HTTP API", { query: [] }, { headers: {} }).url).toBe(`${api}/pets/a%20b`);
    expect(requestOf("REST API", { query: [] }, { multiValueHeaders: {} }).url).toBe(`${api}/pets/a%20b`);
  });

  test("a load balancer's health check, which names no host, is for localhost", () => {
    expect(toRequest(readHttpEvent(albHealthCheck), signal).url).toBe("http://localhost/health");
  });
});

/** A header of a sender that has it but once, in whichever field that sender uses. */
function multiValueOf(sender: string, name: string, value: string): object {
  const field = sender === "REST API" || sender === "ALB with multi-value headers" ? "multiValueHeaders" : "headers";
  const content = field === "headers" ? value : [value];
  const others = exampleRequest.headers.map(([other, text]) => [other, field === "headers" ? text : [text]]);
  return { [field]: { ...Object.fromEntries(others), [name]: content } };
}
