import { afterEach, describe, expect, spyOn, test } from "bun:test";
import { reservePort } from "../../local/reserved-port.ts";
import { startApiStandIn, standInTime } from "../build/api-stand-in.ts";
import { type ApiHealthOptions, readApiHealth } from "./api-health.ts";

const log = spyOn(console, "error").mockImplementation(() => {});
afterEach(() => {
  log.mockClear();
});

async function healthOf(answer?: () => Response | Promise<Response>, options?: ApiHealthOptions) {
  const api = startApiStandIn(answer);
  try {
    return await readApiHealth(api.url, options);
  } finally {
    await api.stop();
  }
}

test("an API that answers is up, with its name, its clock and the time that it took", async () => {
  const health = await healthOf();
  expect(health).toEqual({ state: "up", service: "draht", time: standInTime, milliseconds: expect.any(Number) });
  expect(log).not.toHaveBeenCalled();
});

describe("an API is down", () => {
  test.each([
    ["an error", () => new Response("{}", { status: 503 }), "It answered with the status 503."],
    ["a redirect", () => Response.redirect("/elsewhere"), "It cannot be reached."],
    ["no JSON", () => new Response("<html>"), "It answered with something that is not its health."],
    ["null", () => Response.json(null), "It answered with something that is not its health."],
    ["another status", () => Response.json({ status: "ill" }), "It answered with something that is not its health."],
    [
      "a clock that cannot be read",
      () => Response.json({ status: "ok", service: "draht", timestamp: "noon" }),
      "It answered with something that is not its health.",
    ],
  ])("that answers with %s", async (_, answer, reason) => {
    expect(await healthOf(answer)).toEqual({ state: "down", reason });
    expect(log).toHaveBeenCalledTimes(1);
  });

  test("that nothing listens for", async () => {
    using reserved = await reservePort();
    const url = `http://127.0.0.1:${reserved.port}`;
    expect(await readApiHealth(url)).toEqual({ state: "down", reason: "It cannot be reached." });
  });

  test("that is too slow", async () => {
    const silent = Promise.withResolvers<Response>();
    const health = await healthOf(() => silent.promise, { limitMilliseconds: 20 });
    expect(health).toEqual({ state: "down", reason: "It did not answer within 0.02 seconds." });
  });

  test("whose visitor has gone", async () => {
    const asked = Promise.withResolvers<void>();
    const visit = new AbortController();
    const health = healthOf(
      () => {
        asked.resolve();
        return new Promise(() => {});
      },
      { signal: visit.signal },
    );
    await asked.promise;
    visit.abort();
    expect(await health).toEqual({ state: "down", reason: "It cannot be reached." });
  });
});

test("an address may end with a slash or not", async () => {
  const api = startApiStandIn();
  const [one, other] = await Promise.all([api.url, api.url.slice(0, -1)].map((url) => readApiHealth(url)));
  await api.stop();
  expect([one?.state, other?.state]).toEqual(["up", "up"]);
});
