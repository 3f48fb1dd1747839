import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import type { GatewayOptions } from "./gateway.ts";
import type { RequestHead } from "./request-head.ts";
import { refuseForeignHost } from "./request-host.ts";
import { FakeFunction } from "./testing/fake-function.ts";
import { exchange, type RawResponse } from "./testing/raw-http.ts";
import { testGateway } from "./testing/test-gateway.ts";

async function responseTo(
  protocol: string,
  hosts: readonly string[],
  options: Partial<GatewayOptions> = {},
): Promise<{ response: RawResponse; invocations: number }> {
  const target = new FakeFunction(() => ({ statusCode: 200 }));
  await using gateway = await testGateway({ routes: [{ routeKey: "$default", target }], ...options });
  const lines = hosts.map((host) => `Host: ${host}`);
  const response = await exchange(gateway.port, `GET / ${protocol}`, ...lines, "Connection: close", "", "");
  return { response, invocations: target.events.length };
}

describe("a gateway", () => {
  test.each([
    ["HTTP/1.1", ["a.test", "b.test"]],
    ["HTTP/1.1", ["a.test", "a.test"]],
    ["HTTP/1.0", ["a.test", "b.test"]],
  ])("refuses a request of %s for the hosts %j", async (protocol, hosts) => {
    const { response, invocations } = await responseTo(protocol, hosts);
    expect([response.status, invocations]).toEqual([400, 0]);
    expect(response.body.toString()).toBe('{"message":"Bad Request"}');
  });

  test("refuses a request of HTTP/1.1 without a host", async () => {
    const { response, invocations } = await responseTo("HTTP/1.1", []);
    expect([response.status, invocations]).toEqual([400, 0]);
  });

  test("takes a request for any one host, as AWS does behind a domain name", async () => {
    expect((await responseTo("HTTP/1.1", ["api.example.test"])).response.status).toBe(200);
  });
});

describe("a gateway for this machine only", () => {
  const options = { localHostsOnly: true };

  test.each(["localhost", "LOCALHOST:3000", "127.0.0.1", "127.0.0.1:3000", "[::1]", "[::1]:3000"])(
    "answers to %s",
    async (host) => {
      expect((await responseTo("HTTP/1.1", [host], options)).response.status).toBe(200);
    },
  );

  test.each(["rebound.example.test", "rebound.example.test:3000", "localhost.example.test", "127.0.0.1.nip.test", ""])(
    "refuses %p, says why and asks no function",
    async (host) => {
      const { response, invocations } = await responseTo("HTTP/1.1", [host], options);
      expect([response.status, invocations]).toEqual([421, 0]);
      expect(JSON.parse(response.body.toString())).toEqual({ message: expect.stringContaining("DNS rebinding") });
    },
  );

  test("refuses a preflight, too", async () => {
    const target = new FakeFunction(() => ({ statusCode: 200 }));
    const cors = {
      allowOrigins: ["*"],
      allowMethods: ["*"],
      allowHeaders: ["*"],
      exposeHeaders: [],
      allowCredentials: false,
      maxAgeSeconds: 0,
    };
    await using gateway = await testGateway({ routes: [{ routeKey: "$default", target }], cors, ...options });
    const preflight = ["Origin: http://rebound.example.test", "Access-Control-Request-Method: GET"];
    const lines = ["Host: rebound.example.test", "Connection: close", ...preflight, "", ""];
    expect((await exchange(gateway.port, "OPTIONS / HTTP/1.1", ...lines)).status).toBe(421);
  });

  test("takes a request of HTTP/1.0 without a host", async () => {
    expect((await responseTo("HTTP/1.0", [], options)).response.status).toBe(200);
  });

  test.each([
    ["192.0.2.7", "192.0.2.7:3000"],
    ["2001:db8::7", "[2001:db8::7]"],
  ])("that listens on %s answers to %s", (hostname, host) => {
    expect(refuseForeignHost(requestFor(host), hostname)).toBeUndefined();
  });

  test("refuses any other domain name, whatever the port", () => {
    fc.assert(
      fc.property(fc.domain(), fc.nat(65_535), (domain, port) => {
        expect(refuseForeignHost(requestFor(`${domain}:${port}`), "127.0.0.1")?.status).toBe(421);
      }),
      { numRuns: 100 },
    );
  });
});

function requestFor(host: string): RequestHead {
  const headers = [["Host", host]] as const;
  return { method: "GET", target: "/", protocol: "HTTP/1.1", headers, sourceIp: "127.0.0.1", port: 3000 };
}
