import { afterAll, test } from "bun:test";
import type { Engine } from "../../../../local/dynamodb/emulator.ts";
import { EmulatedDynamoDB } from "../../testing/emulated-dynamodb.ts";
import { FixedClock } from "../../testing/fixed-clock.ts";
import { describeClientRepository } from "./client-repository.contract.ts";
import { DynamoDBCategoryRepository } from "./dynamodb-category-repository.ts";
import { DynamoDBClientRepository } from "./dynamodb-client-repository.ts";

const engines: readonly Engine[] = ["dynoxide", "dynamodb-local"];

for (const engine of engines) {
  const dynamoDB = await EmulatedDynamoDB.start(engine);
  if (dynamoDB === undefined) {
    test.skip(`${engine} cannot run here`, () => {});
    continue;
  }
  afterAll(() => dynamoDB.stop());

  describeClientRepository(engine, async () => {
    const tableName = await dynamoDB.createTables();
    const client = dynamoDB.createClient(dynamoDB.endpoint);
    return {
      clients: new DynamoDBClientRepository(client, tableName, new FixedClock("2026-01-02T03:04:05.678Z")),
      categories: new DynamoDBCategoryRepository(client, tableName("Table")),
    };
  });
}
