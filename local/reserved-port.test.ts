import { expect, test } from "bun:test";
import { reservePort } from "./reserved-port.ts";

test("a reserved port can be listened on, and no other caller gets it meanwhile", async () => {
  await using reserved = new AsyncDisposableStack();
  const ports = await Promise.all(Array.from({ length: 200 }, async () => reserved.use(await reservePort()).port));
  expect(new Set(ports).size).toBe(200);
  // None of those that Linux hands out by itself.
  expect(ports.filter((port) => port >= 32_768)).toEqual([]);

  const [port = 0] = ports;
  using listener = Bun.listen({ hostname: "127.0.0.1", port, socket: { data() {} } });
  expect(listener.port).toBe(port);
});
