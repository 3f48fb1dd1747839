import { describe, expect, test } from "bun:test";
import type { Table } from "./table.ts";
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
});
