import { expect, test } from "bun:test";
import { answers } from "./health.ts";

test("any answer counts, unless a certain one is awaited: that of another program is none", async () => {
  using service = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: () => new Response("", { status: 404 }) });
  let tries = 0;
  const ask = (isExpected?: (response: Response) => boolean) =>
    answers(service.url.href, { milliseconds: 60_000, giveUp: () => ++tries > 2, ...(isExpected && { isExpected }) });

  expect(await ask()).toBe(true);
  expect(await ask(({ headers }) => headers.has("x-amzn-requestid"))).toBe(false);
});
