import { expect, test } from "bun:test";
import { commandOf, findPortHolder, listeningInodes } from "./port-holder.ts";
import { reservePort } from "./reserved-port.ts";

const listen = (hostname: string) => Bun.listen({ hostname, port: 0, socket: { data() {} } });

test.each(["127.0.0.1", "0.0.0.0", "::"])("finds the process that listens on %s", async (hostname) => {
  const listener = listen(hostname);
  try {
    const holder = await findPortHolder(listener.port);
    expect(holder?.pid).toBe(process.pid);
    expect(holder?.command).toContain("bun");
  } finally {
    listener.stop(true);
  }
});

test("nobody listens: undefined", async () => {
  using reserved = await reservePort();
  expect(await findPortHolder(reserved.port)).toBeUndefined();
});

test("a process that is gone has no command", async () => {
  const child = Bun.spawn(["true"]);
  await child.exited;
  expect(await commandOf(child.pid)).toBe("");
});

test("only listening sockets of that very port count", () => {
  const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:0FA0 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 111 1 0
   1: 0100007F:0FA0 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 222 1 0
   2: 0100007F:1FA0 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 333 1 0`;
  expect([...listeningInodes(table, 4000)]).toEqual(["111"]);
  expect([...listeningInodes("", 4000)]).toEqual([]);
});
