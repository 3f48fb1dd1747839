import { expect, test } from "bun:test";
import { functionUrlPort, portError, requireFreePort } from "./port.ts";
import { PortInUseError } from "./port-in-use-error.ts";
import { reservePort } from "./reserved-port.ts";
import { StartError } from "./start-error.ts";

test("a taken port is an error that says by whom and what to do", async () => {
  const listener = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
  const { port } = listener;
  try {
    const error = await requireFreePort({ port, apiPort: 4000 }).catch((error: unknown) => error);

    expect(error).toMatchObject({ name: "StartError", code: "PORT_IN_USE" });
    const text = String(error);
    expect(text).toContain(`Port ${port} is in use by pid ${process.pid} (`);
    expect(text).toEndWith("Stop it or choose another: bun run start --port 4010 (or --port 0 for any free one).");
    expect(text).not.toContain("\n");
  } finally {
    listener.stop(true);
  }
});

test("a free port and any port pass", async () => {
  using reserved = await reservePort();
  await requireFreePort({ port: reserved.port, apiPort: reserved.port });
  await requireFreePort({ port: 0, apiPort: 0 });
});

test("a port that a function's URL should have had is told with the function", async () => {
  using reserved = await reservePort();
  const wanted = { port: reserved.port, apiPort: 65_530, functionName: "streamPets" };
  const error = await portError(wanted, new PortInUseError(reserved.port, "127.0.0.1"));
  expect(error).toBeInstanceOf(StartError);
  expect(String(error)).toBe(
    `StartError: Port ${reserved.port}, for the URL of streamPets, is in use by another process. ` +
      "Stop it or choose another: bun run start --port 65520 (or --port 0 for any free one).",
  );
});

test.each([
  [0, [0, 0]],
  [4000, [4001, 4002]],
  [65_534, [65_535, 65_532]],
  [65_535, [65_534, 65_533]],
])("behind port %d are the ports of functions, as long as there are any", (apiPort, ports) => {
  expect([0, 1].map((index) => functionUrlPort(apiPort, index))).toEqual(ports);
});
