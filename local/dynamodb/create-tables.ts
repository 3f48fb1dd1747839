import {
  CreateTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  ResourceInUseException,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import type { Table } from "../../functions/manifest/table.ts";
import { localCredentials, localRegion } from "../local-aws.ts";
import { toCreateTableInput } from "./create-table-input.ts";
import { DynamoDBError } from "./dynamodb-error.ts";
import { compareShapes, tableShape } from "./table-shape.ts";

const activeSeconds = 30;

/**
 * Makes the declared tables exist, with their indexes and TTL. A table that is there already keeps its items.
 *
 * @throws DynamoDBError `TABLE_CHANGED` when one is there with other keys, indexes or TTL attribute;
 * `TABLES_NOT_CREATED` when the endpoint refuses.
 */
export async function createTables(
  endpoint: string,
  tables: readonly Table[],
  physicalName: (table: Table) => string,
): Promise<void> {
  const client = new DynamoDBClient({ endpoint, region: localRegion(), credentials: localCredentials });
  try {
    await Promise.all(tables.map((table) => ensureTable(client, table, physicalName(table))));
  } catch (error) {
    if (error instanceof DynamoDBError) throw error;
    throw new DynamoDBError(
      "TABLES_NOT_CREATED",
      `The tables cannot be made at ${endpoint} (${describe(error)}). Check that a DynamoDB emulator answers there.`,
      { cause: error },
    );
  } finally {
    client.destroy();
  }
}

async function ensureTable(client: DynamoDBClient, table: Table, name: string): Promise<void> {
  const input = toCreateTableInput(table, name);
  try {
    await client.send(new CreateTableCommand(input));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  await waitUntilTableExists({ client, maxWaitTime: activeSeconds, minDelay: 1 }, { TableName: name });

  const { Table: existing } = await client.send(new DescribeTableCommand({ TableName: name }));
  const differences = compareShapes(tableShape(input), tableShape(existing ?? {}));
  if (differences.length > 0) throw changed(name, differences);
  await ensureTimeToLive(client, table.ttl, name);
}

async function ensureTimeToLive(client: DynamoDBClient, declared: string | undefined, name: string): Promise<void> {
  const existing = await timeToLive(client, name);
  if (existing === declared) return;
  if (existing !== undefined) {
    throw changed(name, [`the TTL attribute is ${existing}, declared ${declared ?? "none"}`]);
  }
  const TimeToLiveSpecification = { AttributeName: declared, Enabled: true };
  try {
    await client.send(new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification }));
  } catch (error) {
    // Enabling twice is refused: another caller may have been faster.
    if ((await timeToLive(client, name)) !== declared) throw error;
  }
}

/** The attribute that holds the expiry, or undefined while TTL is off. */
async function timeToLive(client: DynamoDBClient, name: string): Promise<string | undefined> {
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: name }));
  const { TimeToLiveStatus: status, AttributeName: attribute } = TimeToLiveDescription ?? {};
  return status === "ENABLED" || status === "ENABLING" ? attribute : undefined;
}

function changed(name: string, differences: readonly string[]): DynamoDBError {
  return new DynamoDBError(
    "TABLE_CHANGED",
    `The local table ${name} differs from its declaration (${differences.join("; ")}). Start again with --reset to ` +
      `begin with empty tables.`,
  );
}

function describe(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.replaceAll(/\s+/g, " ");
}
