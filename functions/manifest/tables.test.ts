import { describe, expect, test } from "bun:test";
import { projectionOf, type Table } from "./table.ts";
import { tables } from "./tables.ts";

test("names are unique", () => {
  const names = tables.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

const declared: readonly Table[] = tables;

describe.each(declared.map((table) => [table.name, table] as const))("%s", (_name, table) => {
  test("declares exactly the attributes that its keys are made of, as DynamoDB wants it", () => {
    const keys = [table.key, ...Object.values(table.indexes)];
    const inKeys = new Set(
      keys.flatMap(({ partition, sort }) => (sort === undefined ? [partition] : [partition, sort])),
    );
    expect(Object.keys(table.attributes).sort()).toEqual([...inKeys].sort());
  });

  test("its expiry is no part of a key", () => {
    expect(Object.keys(table.attributes)).not.toContain(table.ttl ?? "");
  });

  test("its indexes hold no key twice, and together no more attributes than DynamoDB takes", () => {
    const projections = Object.values(table.indexes).map((index) => projectionOf(table, index));
    const attributes = projections.flatMap((projection) => (projection === "all" ? [] : projection));
    expect(attributes.length).toBeLessThanOrEqual(100);
    expect(new Set(table.projection).size).toBe(table.projection?.length ?? 0);
  });
});

test("an index holds what is projected, apart from its own keys and the table's", () => {
  const table = {
    name: "Things",
    attributes: { id: "S", owner: "S", color: "S" },
    key: { partition: "id" },
    indexes: { byOwner: { partition: "owner", sort: "id" }, byColor: { partition: "color" } },
    projection: ["owner", "color", "size"],
  } as const satisfies Table;
  expect(projectionOf(table, table.indexes.byOwner)).toEqual(["color", "size"]);
  expect(projectionOf(table, table.indexes.byColor)).toEqual(["owner", "size"]);
  const { projection: _, ...whole } = table;
  expect(projectionOf(whole, table.indexes.byColor)).toBe("all");
});
