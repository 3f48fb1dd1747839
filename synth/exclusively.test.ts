import { expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rejection } from "../functions/backend/testing/rejection.ts";
import { exclusively } from "./exclusively.ts";

async function inFolder(run: (root: string) => Promise<void>): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), "draht-exclusively-"));
  try {
    await run(root);
  } finally {
    await rm(root, { recursive: true });
  }
}

test("work of one name waits for its turn", () =>
  inFolder(async (root) => {
    const events: string[] = [];
    const begun = Promise.withResolvers<void>();
    const mayEnd = Promise.withResolvers<void>();
    const first = exclusively(root, "build", async () => {
      begun.resolve();
      await mayEnd.promise;
      events.push("first ended");
    });
    await begun.promise;
    const second = exclusively(root, "build", async () => events.push("second began"));
    // The second would have had the time to begin, too.
    await exclusively(root, "other", () => Promise.resolve());
    mayEnd.resolve();
    await Promise.all([first, second]);
    expect(events).toEqual(["first ended", "second began"]);
  }));

test("work of another name does not wait", () =>
  inFolder(async (root) => {
    const result = await exclusively(root, "one", () => exclusively(root, "other", async () => "done"));
    expect(result).toBe("done");
  }));

test("work that fails gives way", () =>
  inFolder(async (root) => {
    const failure = new Error("failed");
    expect(await rejection(exclusively(root, "build", () => Promise.reject(failure)))).toBe(failure);
    expect(await exclusively(root, "build", async () => "done")).toBe("done");
  }));
