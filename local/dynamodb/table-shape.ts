import type { CreateTableCommandInput, KeySchemaElement, Projection, TableDescription } from "@aws-sdk/client-dynamodb";

/**
 * What cannot be changed in place: "key" and "index <name>", each with its attributes and their types, an index also with
 * what it projects.
 */
export type TableShape = ReadonlyMap<string, string>;

/** The shape of a table as it is requested or as DescribeTable shows it, independent of the order of indexes. */
export function tableShape(table: CreateTableCommandInput | TableDescription): TableShape {
  const types = new Map(
    table.AttributeDefinitions?.map((attribute) => [attribute.AttributeName, attribute.AttributeType]),
  );
  const describe = (key: readonly KeySchemaElement[] = []): string => {
    const attributes = key.map(
      ({ AttributeName, KeyType }) => `${AttributeName} ${types.get(AttributeName)} ${KeyType}`,
    );
    return attributes.join(", ");
  };
  const indexes = table.GlobalSecondaryIndexes ?? [];
  return new Map([
    ["key", describe(table.KeySchema)],
    ...indexes.map(
      ({ IndexName, KeySchema, Projection }) =>
        [`index ${IndexName}`, `${describe(KeySchema)}${describeProjection(Projection)}`] as const,
    ),
  ]);
}

function describeProjection({ ProjectionType, NonKeyAttributes = [] }: Projection = {}): string {
  return ProjectionType === "INCLUDE" ? ` with ${NonKeyAttributes.toSorted().join(", ")}` : "";
}

/** One sentence per part in which two shapes differ. */
export function compareShapes(declared: TableShape, existing: TableShape): string[] {
  const parts = new Set([...declared.keys(), ...existing.keys()]);
  return [...parts]
    .filter((part) => declared.get(part) !== existing.get(part))
    .map((part) => `${part} is ${existing.get(part) ?? "missing"}, declared ${declared.get(part) ?? "not at all"}`);
}
