import { describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { reservePort } from "../../../../local/reserved-port.ts";
import { rejection } from "../../testing/rejection.ts";
import { StubServer } from "../../testing/stub-server.ts";
import type { AwsCredentials } from "./aws-credentials.ts";
import { containerCredentials } from "./container-credentials.ts";
import { CredentialsError } from "./credentials-error.ts";

const answer = {
  RoleArn: "arn:aws:iam::000000000000:role/x",
  AccessKeyId: "id",
  SecretAccessKey: "hunter2",
  Token: "token",
  Expiration: "2026-01-02T03:04:05Z",
};

const credentials = {
  accessKeyId: "id",
  secretAccessKey: "hunter2",
  sessionToken: "token",
  expiration: new Date("2026-01-02T03:04:05Z"),
};

async function ask(
  server: Pick<StubServer, "url">,
  environment: NodeJS.ProcessEnv = {},
): Promise<AwsCredentials | undefined> {
  const url = `${server.url}/credentials`;
  return containerCredentials({ AWS_CONTAINER_CREDENTIALS_FULL_URI: url, ...environment })?.();
}

test("no endpoint, no provider", () => {
  expect(containerCredentials({})).toBeUndefined();
});

test("gives the endpoint's credentials with their expiry", async () => {
  await using server = new StubServer(() => Response.json(answer));
  expect(await ask(server, { AWS_CONTAINER_AUTHORIZATION_TOKEN: "Bearer x" })).toEqual(credentials);

  const [request] = server.requests;
  expect([request?.method, request?.path]).toEqual(["GET", "/credentials"]);
  expect(request?.headers.get("authorization")).toBe("Bearer x");
});

test("asks without authorization when there is no token", async () => {
  await using server = new StubServer(() => Response.json(answer));
  await ask(server);
  expect(server.requests[0]?.headers.get("authorization")).toBeNull();
});

test("reads the token's file each time, and before the other token", async () => {
  const folder = await mkdtemp(join(tmpdir(), "draht-token-"));
  try {
    await using server = new StubServer(() => Response.json(answer));
    const file = join(folder, "token");
    const provider = containerCredentials({
      AWS_CONTAINER_CREDENTIALS_FULL_URI: server.url,
      AWS_CONTAINER_AUTHORIZATION_TOKEN: "not this",
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: file,
    });
    for (const token of ["first", "second"]) {
      await Bun.write(file, `${token}\n`);
      await provider?.();
    }
    expect(server.requests.map(({ headers }) => headers.get("authorization"))).toEqual(["first", "second"]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test("asks again when the endpoint fails", async () => {
  await using server = new StubServer(
    () => new Response(null, { status: 500 }),
    () => new Response(null, { status: 429 }),
    () => Response.json(answer),
  );
  expect(await ask(server)).toEqual(credentials);
});

/** Why no credentials could be had; never with a secret in it. */
async function refusal(...parameters: Parameters<typeof ask>): Promise<CredentialsError> {
  const error = await rejection(ask(...parameters));
  if (!(error instanceof CredentialsError)) throw error;
  expect(error.code).toBe("CREDENTIALS_UNAVAILABLE");
  expect(`${error.message}${JSON.stringify(error)}`).not.toContain("hunter2");
  return error;
}

describe("gives up when", () => {
  test("the endpoint fails three times", async () => {
    await using server = new StubServer(() => new Response("hunter2", { status: 503 }));
    expect((await refusal(server)).message).toBe("The container credentials endpoint answered with status 503.");
    expect(server.requests).toHaveLength(3);
  });

  test("the endpoint refuses", async () => {
    await using server = new StubServer(() => new Response("hunter2", { status: 403 }));
    expect((await refusal(server)).message).toBe("The container credentials endpoint answered with status 403.");
    expect(server.requests).toHaveLength(1);
  });

  test.each([
    ["no JSON", () => new Response("hunter2")],
    ["no key", () => Response.json({ ...answer, AccessKeyId: undefined })],
    ["no time", () => Response.json({ ...answer, Expiration: "soon" })],
  ])("the answer holds %s", async (_what, respond) => {
    await using server = new StubServer(respond);
    expect((await refusal(server)).message).toBe("The container credentials endpoint gave no usable credentials.");
  });

  test("the endpoint sends elsewhere", async () => {
    await using server = new StubServer(() => Response.redirect("http://192.0.2.1/"));
    expect((await refusal(server)).message).toBe("The container credentials endpoint cannot be reached.");
  });

  test("nothing listens", async () => {
    using reserved = await reservePort();
    const url = `http://127.0.0.1:${reserved.port}`;
    expect((await refusal({ url })).message).toBe("The container credentials endpoint cannot be reached.");
  });

  test("the token would break the header", async () => {
    await using server = new StubServer(() => Response.json(answer));
    const environment = { AWS_CONTAINER_AUTHORIZATION_TOKEN: "hunter2\r\nx: y" };
    expect((await refusal(server, environment)).message).toBe("The container authorization token holds a line break.");
    expect(server.requests).toEqual([]);
  });

  test.each([
    "http://example.com/",
    "http://169.254.169.254/",
    "http://127.0.0.1.example.com/",
    "http://[::2]/",
    "ftp://localhost/",
    "file:///etc/passwd",
    "nonsense",
  ])("the address is %s", async (address) => {
    await using server = new StubServer(() => Response.json(answer));
    const { message } = await refusal(server, { AWS_CONTAINER_CREDENTIALS_FULL_URI: address });
    expect(message).toMatch(/^Container credentials are only fetched over https|no URL/);
  });
});
