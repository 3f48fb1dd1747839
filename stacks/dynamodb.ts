/// <reference path="../.sst/platform/config.d.ts" />
import type { TableAccess } from "../functions/manifest/table-access.ts";
import { type KeySchema, projectionOf, type Table } from "../functions/manifest/table.ts";
import { tables } from "../functions/manifest/tables.ts";
import { stageFacts } from "./stage.ts";
import { tablePermissions } from "./table-permissions.ts";

const { deletionProtection, pointInTimeRecovery } = stageFacts($app.stage);
const fieldTypes = { S: "string", N: "number", B: "binary" } as const;

const deployed = tables.map((table) => ({ table, dynamo: createTable(table) }));

/** Names in DynamoDB by logical name. */
export const tableNames: Readonly<Record<string, $util.Output<string>>> = Object.fromEntries(
  deployed.map(({ table, dynamo }) => [table.name, dynamo.name]),
);

/**
 * Links a table to a function under the table's own name (`Resource.<table>`), with the permissions that the access
 * needs. Linking the component itself would grant `dynamodb:*`.
 */
export function tableLink(access: TableAccess) {
  const { table: name } = access;
  const found = deployed.find(({ table }) => table.name === name);
  if (!found) throw new TypeError(`No table ${name} is declared in functions/manifest/tables.ts.`);

  const { dynamo } = found;
  return {
    // SST takes the link's name and type from the URN.
    urn: dynamo.urn,
    getSSTLink: () => ({
      properties: { name: dynamo.name },
      include: tablePermissions(access).map(({ actions, paths }) =>
        sst.aws.permission({
          actions: [...actions],
          resources: paths.map((path) => $interpolate`${dynamo.arn}${path}`),
        }),
      ),
    }),
  };
}

function createTable(table: Table): sst.aws.Dynamo {
  return new sst.aws.Dynamo(table.name, {
    fields: Object.fromEntries(Object.entries(table.attributes).map(([name, type]) => [name, fieldTypes[type]])),
    primaryIndex: indexKey(table.key),
    globalIndexes: Object.fromEntries(Object.entries(table.indexes).map(([name, key]) => [name, toIndex(table, key)])),
    ttl: table.ttl,
    deletionProtection,
    transform: { table: { pointInTimeRecovery: { enabled: pointInTimeRecovery } } },
  });
}

function indexKey({ partition, sort }: KeySchema) {
  return { hashKey: partition, rangeKey: sort };
}

function toIndex(table: Table, key: KeySchema) {
  const projection = projectionOf(table, key);
  return { ...indexKey(key), projection: projection === "all" ? projection : [...projection] };
}
