import { expect, test } from "bun:test";
import { createServer } from "node:http";
import { listen } from "./listen.ts";
import { PortInUseError } from "./port-in-use-error.ts";

test("port 0 gives the port that the system chose", async () => {
  await using server = createServer();
  const port = await listen(server, 0, "127.0.0.1");
  expect(server.address()).toMatchObject({ address: "127.0.0.1", port });
});

test("a port that something else listens on is refused by name", async () => {
  await using first = createServer();
  const port = await listen(first, 0, "127.0.0.1");
  const second = createServer();
  await expect(listen(second, port, "127.0.0.1")).rejects.toThrow(PortInUseError);
});

test("another reason not to listen is told as it is", async () => {
  const server = createServer();
  // Addresses for documentation (RFC 5737) are no machine's own.
  await expect(listen(server, 0, "192.0.2.1")).rejects.toMatchObject({ code: "EADDRNOTAVAIL" });
});

test("a later error of the server is not swallowed", async () => {
  await using server = createServer();
  await listen(server, 0, "127.0.0.1");
  expect(() => server.emit("error", new Error("later"))).toThrow("later");
});
