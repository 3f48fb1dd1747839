import { expect, test } from "bun:test";
import { tablePermissions } from "./table-permissions.ts";

test("the actions on the table itself", () => {
  expect(tablePermissions({ table: "Table", actions: ["GetItem", "PutItem"] })).toEqual([
    { actions: ["dynamodb:GetItem", "dynamodb:PutItem"], paths: [""] },
  ]);
});

test("queries on each index that is named, and nothing on the table where nothing is done there", () => {
  expect(tablePermissions({ table: "Sessions", actions: [], indexes: ["byClient", "byState"] })).toEqual([
    { actions: ["dynamodb:Query"], paths: ["/index/byClient", "/index/byState"] },
  ]);
});

test("an access that does nothing is granted nothing", () => {
  expect(tablePermissions({ table: "Table", actions: [] })).toEqual([]);
});
