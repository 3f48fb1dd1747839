import { expect, test } from "bun:test";
import { findLauncher, launcherGone } from "./launcher.ts";

const processes = new Map([
  [40, { parent: 30, commandLine: "bun\0run\0start\0" }],
  [30, { parent: 20, commandLine: "sh\0-c\0bun run start\0" }],
  [20, { parent: 10, commandLine: "npm exec bun@1.4.5 run start\0" }],
  [10, { parent: 1, commandLine: "-bash\0" }],
]);

test("npx is found behind the shell that it runs Bun in", () => {
  expect(findLauncher(40, (pid) => processes.get(pid))).toBe(20);
});

test("a command that npx did not launch has no launcher", () => {
  expect(findLauncher(10, (pid) => processes.get(pid))).toBeUndefined();
});

test("a chain that leads back to itself ends", () => {
  expect(findLauncher(7, () => ({ parent: 7, commandLine: "bun\0" }))).toBeUndefined();
});

test.if(process.platform === "linux")("the launcher's death by SIGKILL is noticed", async () => {
  // In npm's place: a process whose command line begins with its name.
  const launcher = Bun.spawn(["sleep", "60"], { argv0: "npm" });
  const gone = launcherGone(launcher.pid);
  launcher.kill("SIGKILL");
  await gone;
  await launcher.exited;
  expect(launcher.signalCode).toBe("SIGKILL");
});
