import { describe, expect, test } from "bun:test";
import { once } from "node:events";
import { connect } from "node:net";
import { rawRequestTo } from "../gateway/testing/raw-http.ts";
import { LambdaError } from "../lambda/lambda-error.ts";
import { FakeStream, integrationResponse, prelude, text } from "./testing/fake-stream.ts";
import { testFunctionUrl } from "./testing/test-function-url.ts";

describe("a function", () => {
  test("that fails before its first byte is a 502 that tells nothing", async () => {
    const target = new FakeStream(async (sink) => {
      sink.begin(integrationResponse);
      return { status: "function-error" };
    });
    await using url = await testFunctionUrl(target);
    const response = await fetch(url.url);
    expect([response.status, await response.text()]).toEqual([502, "Internal Server Error"]);
    await url.logged(/ GET \/ 502 /);
  });

  test("that fails behind it leaves an answer without an end", async () => {
    const read = Promise.withResolvers<void>();
    const target = new FakeStream(async (sink) => {
      sink.begin(integrationResponse);
      await sink.write(prelude({ statusCode: 200 }));
      await sink.write(text("first"));
      await read.promise;
      return { status: "function-error" };
    });
    await using url = await testFunctionUrl(target);
    const socket = connect(url.port, "127.0.0.1");
    socket.write(rawRequestTo("localhost", "GET / HTTP/1.1").join("\r\n"));
    let received = "";
    socket.on("data", (bytes: Buffer) => {
      received += bytes.toString();
      if (received.includes("first")) read.resolve();
    });
    await once(socket, "close");
    expect(received).toEndWith("\r\n\r\n5\r\nfirst\r\n");
    await url.logged(/ GET \/ 200 broken off /);
  });

  test.each([
    ["throttled", 429, '{"Message":"Rate Exceeded."}'],
    ["request-too-large", 413, '{"Message":"Request Entity Too Large"}'],
  ] as const)("whose invocation is %s", async (status, code, body) => {
    await using url = await testFunctionUrl(new FakeStream(() => Promise.resolve({ status })));
    const response = await fetch(url.url);
    expect([response.status, await response.text()]).toEqual([code, body]);
  });

  test.each([
    ["is no prelude", "no JSON\0\0\0\0\0\0\0\0body", "its prelude is no JSON object."],
    ["has no end", '{"statusCode":200}', "its prelude has no end."],
  ])("whose prelude %s is a 502, and the log says why", async (_, content, reason) => {
    const target = new FakeStream(async (sink) => {
      sink.begin(integrationResponse);
      await sink.write(text(content));
      await sink.write(new Uint8Array());
    });
    await using url = await testFunctionUrl(target);
    const response = await fetch(url.url);
    expect([response.status, await response.text()]).toEqual([502, "Internal Server Error"]);
    expect(url.lines[0]).toEndWith(`The function's result is no HTTP response: ${reason}`);
  });

  test("that cannot be invoked is a 502, and the log says why", async () => {
    const target = new FakeStream(() => Promise.reject(new LambdaError("BUNDLE_NOT_FOUND", "There is no bundle.")));
    await using url = await testFunctionUrl(target);
    expect((await fetch(url.url)).status).toBe(502);
    expect(url.lines[0]).toEndWith("There is no bundle.");
  });
});
