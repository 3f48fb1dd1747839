import { expect, test } from "bun:test";
import { killProcessGroup } from "./process-group.ts";
import { isRunning } from "./testing/processes.ts";

test("every process of the group ends, also when its leader has gone before", async () => {
  const leader = Bun.spawn(["sh", "-c", "sleep 600 & echo $!"], { detached: true, stdout: "pipe" });
  const { value } = await leader.stdout.getReader().read();
  const child = Number(new TextDecoder().decode(value));
  await leader.exited;
  expect(await isRunning(child)).toBe(true);

  await killProcessGroup(leader.pid);

  expect(await isRunning(child)).toBe(false);
});

test("a group that does not exist is no error", async () => {
  const gone = Bun.spawn(["true"], { detached: true });
  await gone.exited;

  await killProcessGroup(gone.pid);

  expect(await isRunning(gone.pid)).toBe(false);
});
