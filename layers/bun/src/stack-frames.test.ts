import { expect, test } from "bun:test";
import { withoutRuntimeFrames } from "./stack-frames.ts";

test("G36 the runtime's own frames are left out of a stack, the user's are kept", () => {
  const stack = [
    "RangeError: at first /$bunfs/ is only text",
    "    at handler (/var/task/index.js:1:20)",
    "    at callHandler (/$bunfs/root/bootstrap:7:120)",
    "    at async serve (/$bunfs/root/bootstrap:9:1)",
    "    at async B:/~BUN/root/bootstrap.exe:9:1",
    "    at /opt/nodejs/node_modules/a/index.js:1:1",
  ];
  expect(withoutRuntimeFrames(stack.join("\n")).split("\n")).toEqual([0, 1, 5].map((index) => stack[index] ?? ""));
});
