import { expect, test } from "bun:test";
import { builtinModules } from "node:module";
import { precompiledBuiltins } from "./precompiled-builtins.ts";

test("every precompiled module is one of Bun's own", () => {
  expect(precompiledBuiltins.filter((name) => !builtinModules.includes(name))).toEqual([]);
});
