import { expect, test } from "bun:test";
import { interleave } from "./rounds.ts";

test("a round measures each subject once, beginning with another one each time", async () => {
  const order: string[] = [];
  let count = 0;

  const samples = await interleave(["a", "b", "c"], 2, async (subject) => {
    order.push(subject);
    return (count += 1);
  });

  expect(order.join("")).toBe("abcbcacab");
  expect(Object.fromEntries(samples)).toEqual({ a: [6, 8], b: [4, 9], c: [5, 7] });
});

test("there is nothing to measure without subjects", async () => {
  expect((await interleave([], 3, async () => 1)).size).toBe(0);
});
