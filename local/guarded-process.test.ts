import { expect, setDefaultTimeout, test } from "bun:test";
import { GuardedProcess } from "./guarded-process.ts";
import { processesThatMention, untilNoProcessMentions } from "./testing/processes.ts";

// Starts real processes.
setDefaultTimeout(180_000);

const marker = (): string => `guarded-${crypto.randomUUID()}`;

function start(command: readonly string[], graceMilliseconds = 5000) {
  const { promise: ready, resolve } = Promise.withResolvers<void>();
  const lines: string[] = [];
  const child = new GuardedProcess({
    command,
    graceMilliseconds,
    onLine: (line) => {
      lines.push(line);
      if (line === "ready") resolve();
    },
  });
  return { child, ready, lines };
}

test("gives the lines of both streams, the last without a line end too, and the exit code", async () => {
  const { child, lines } = start(["sh", "-c", "echo one; echo two >&2; printf three; exit 7"]);

  expect(await child.exited).toBe(7);
  expect(lines.toSorted()).toEqual(["one", "three", "two"]);
  expect(child.running).toBe(false);
});

test("a program that does not exist ends with 127, as in a shell", async () => {
  const { child, lines } = start(["/no/such/program"]);

  expect(await child.exited).toBe(127);
  expect(lines.join()).toContain("/no/such/program");
});

test("stop lets the command end in its own way", async () => {
  const { child, ready, lines } = start([
    "sh",
    "-c",
    `trap 'echo bye; exit 3' TERM; echo ready; while :; do sleep 0.01; done`,
  ]);
  await ready;

  await child.stop();

  expect(lines).toEqual(["ready", "bye"]);
  expect(await child.exited).toBe(3);
});

test("stop kills a command that ignores SIGTERM", async () => {
  const name = marker();
  const { child, ready } = start(["sh", "-c", `trap '' TERM; echo ready; while :; do sleep 0.01; done`, name], 1);
  await ready;

  await child.stop();

  await untilNoProcessMentions(name);
});

test("stop after the command has ended does nothing", async () => {
  const { child } = start(["true"]);
  await child.exited;

  await child.stop();
  await child.stop();
});

test("the command dies with the process that started it, even when that is killed", async () => {
  const name = marker();
  const source = `
    import { GuardedProcess } from ${JSON.stringify(`${import.meta.dirname}/guarded-process.ts`)};
    new GuardedProcess({ command: ["sleep", "600"], environment: { NAME: ${JSON.stringify(name)} }, onLine: console.log });
    console.log("started");
  `;
  const parent = Bun.spawn([process.execPath, "-e", source], { stdout: "pipe" });
  await parent.stdout.getReader().read();
  while ((await processesThatMention(`NAME=${name}`)).length === 0) await Bun.sleep(1);

  parent.kill("SIGKILL");
  await parent.exited;

  await untilNoProcessMentions(name);
});
