import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { FakeFunction } from "./testing/fake-function.ts";
import { exchange } from "./testing/raw-http.ts";
import { testGateway } from "./testing/test-gateway.ts";

function echo(): FakeFunction {
  return new FakeFunction(() => ({ statusCode: 204 }));
}

describe("a body", () => {
  test.each([
    "application/json",
    "application/json; charset=utf-8",
    'Application/JSON;charset="UTF-8"',
    "application/xml",
    "application/javascript",
    "application/graphql",
    "text/plain",
    "text/html;charset=UTF-8",
  ])("of type %s is text", async (type) => {
    const target = echo();
    await using gateway = await testGateway({ routes: [{ routeKey: "$default", target }] });
    await fetch(gateway.url, { method: "POST", body: "caf\u00e9", headers: { "content-type": type } });
    expect(target.event).toMatchObject({ body: "café", isBase64Encoded: false });
    expect(target.event.headers["content-length"]).toBe("5");
  });

  test.each([
    "application/octet-stream",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/merge-patch+json",
    "image/svg+xml",
    "text/plain; charset=iso-8859-1",
  ])("of type %s is Base64", async (type) => {
    const target = echo();
    await using gateway = await testGateway({ routes: [{ routeKey: "$default", target }] });
    await fetch(gateway.url, { method: "POST", body: "a=1", headers: { "content-type": type } });
    expect(target.event).toMatchObject({ body: "YT0x", isBase64Encoded: true });
  });

  test("without a type is Base64", async () => {
    const target = echo();
    await using gateway = await testGateway({ routes: [{ routeKey: "$default", target }] });
    await exchange(gateway.port, "POST / HTTP/1.1", "Host: x", "Connection: close", "Content-Length: 3", "", "a=1");
    expect(target.event).toMatchObject({ body: "YT0x", isBase64Encoded: true });
  });

  test("keeps its byte order mark", async () => {
    const target = echo();
    await using gateway = await testGateway({ routes: [{ routeKey: "$default", target }] });
    await fetch(gateway.url, { method: "POST", body: "\uFEFFa", headers: { "content-type": "text/plain" } });
    expect(target.event.body).toBe("\uFEFFa");
  });

  test("that is no UTF-8 under a text type is Base64", async () => {
    const target = echo();
    await using gateway = await testGateway({ routes: [{ routeKey: "$default", target }] });
    const headers = { "content-type": "text/plain" };
    await fetch(gateway.url, { method: "POST", body: new Uint8Array([0xff, 0x41]), headers });
    expect(target.event).toMatchObject({ body: "/0E=", isBase64Encoded: true });
  });

  test("in chunks gets a length", async () => {
    const target = echo();
    await using gateway = await testGateway({ routes: [{ routeKey: "$default", target }] });
    const chunked = ["Transfer-Encoding: chunked", "Content-Type: text/plain", "", "3", "abc", "2", "de", "0", "", ""];
    await exchange(gateway.port, "POST / HTTP/1.1", "Host: x", "Connection: close", ...chunked);
    expect(target.event.body).toBe("abcde");
    expect(target.event.headers["content-length"]).toBe("5");
    expect(target.event.headers).not.toContainKey("transfer-encoding");
  });

  test("of any bytes arrives byte for byte, whatever its type", async () => {
    const target = echo();
    await using gateway = await testGateway({ routes: [{ routeKey: "$default", target }] });
    const types = fc.constantFrom("text/plain", "application/json", "application/octet-stream", "image/png");
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), types, async (bytes, type) => {
        await fetch(gateway.url, { method: "POST", body: bytes, headers: { "content-type": type } });
        const { body = "", isBase64Encoded } = target.event;
        expect(Buffer.from(body, isBase64Encoded ? "base64" : "utf8")).toEqual(Buffer.from(bytes));
      }),
      { numRuns: 150 },
    );
  });
});
