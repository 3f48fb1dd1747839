import { describe, expect, test } from "bun:test";
import { tables } from "../functions/manifest/tables.ts";
import { tablePermissions } from "./table-permissions.ts";

const indexed = { indexes: { byOwner: { partition: "owner" }, byDate: { partition: "day", sort: "time" } } };
const plain = { indexes: {} };
const writing = /^dynamodb:(Batch)?(Write|Put|Update|Delete)/;

describe("tablePermissions", () => {
  test("read access reads by key and query, and nothing else", () => {
    expect(tablePermissions(plain, "read")).toEqual([
      { actions: ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"], paths: [""] },
    ]);
  });

  test("write access adds the single, batch and transactional writes to what read access may", () => {
    expect(tablePermissions(plain, "write")).toEqual([
      {
        actions: [
          "dynamodb:BatchGetItem",
          "dynamodb:GetItem",
          "dynamodb:Query",
          "dynamodb:BatchWriteItem",
          "dynamodb:ConditionCheckItem",
          "dynamodb:DeleteItem",
          "dynamodb:PutItem",
          "dynamodb:UpdateItem",
        ],
        paths: [""],
      },
    ]);
  });

  test.each(["read", "write"] as const)("%s access may query each declared index, by its name", (access) => {
    const [, ...onIndexes] = tablePermissions(indexed, access);
    expect(onIndexes).toEqual([{ actions: ["dynamodb:Query"], paths: ["/index/byOwner", "/index/byDate"] }]);
  });

  test.each(tables.map((table) => [table.name, table] as const))("read access cannot write to %s", (_, table) => {
    const actions = tablePermissions(table, "read").flatMap((permission) => permission.actions);
    expect(actions.filter((action) => writing.test(action))).toEqual([]);
  });

  test.each(tables.map((table) => [table.name, table] as const))("no wildcard is granted on %s", (_, table) => {
    const granted = tablePermissions(table, "write").flatMap(({ actions, paths }) => actions.concat(paths));
    expect(granted.filter((part) => part.includes("*"))).toEqual([]);
  });
});
