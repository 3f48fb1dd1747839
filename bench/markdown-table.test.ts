import { expect, test } from "bun:test";
import { markdownTable } from "./markdown-table.ts";

test("columns are as wide as their widest cell, numbers to the right", () => {
  expect(
    markdownTable(
      ["runtime", "ms"],
      [
        ["Bun", "4.5"],
        ["Node 24 RIC", "120.0"],
      ],
    ),
  ).toBe(
    ["| runtime     |    ms |", "| ----------- | ----: |", "| Bun         |   4.5 |", "| Node 24 RIC | 120.0 |"].join(
      "\n",
    ),
  );
});

test("a cell that a row does not have is empty", () => {
  expect(markdownTable(["runtime", "ms"], [["Bun"]])).toEndWith("\n| Bun     |     |");
});
