import { expect, test } from "bun:test";
import { DIContainer } from "./di-container.ts";
import { initializeDI } from "./initialize-di.ts";
import { Token } from "./token.ts";

const list = new Token<"list", number[]>("list");

const bindings = () => new DIContainer().bind(list, () => []);
const otherBindings = () => new DIContainer().bind(list, () => []);

test("the same bindings give the same container", () => {
  expect(initializeDI(bindings)).toBe(initializeDI(bindings));
  expect(initializeDI(bindings).resolve(list)).toBe(initializeDI(bindings).resolve(list));
});

test("other bindings give another container", () => {
  expect(initializeDI(bindings)).not.toBe(initializeDI(otherBindings));
});

test("a failed call is thrown and not remembered", () => {
  let attempts = 0;
  const bindings = () => {
    attempts += 1;
    if (attempts === 1) throw new Error("broken");
    return new DIContainer().bind(list, () => [attempts]);
  };
  expect(() => initializeDI(bindings)).toThrow("broken");
  expect(initializeDI(bindings).resolve(list)).toEqual([2]);
});
