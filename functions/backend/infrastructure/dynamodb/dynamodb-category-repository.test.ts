import { afterAll } from "bun:test";
import type { Engine } from "../../../../local/dynamodb/emulator.ts";
import { describeCategoryRepository } from "./category-repository.contract.ts";
import { DynamoDBCategoryRepository } from "./dynamodb-category-repository.ts";
import { EmulatedDynamoDB } from "../../testing/emulated-dynamodb.ts";

const engines: readonly Engine[] = ["dynoxide", "dynamodb-local"];

for (const engine of engines) {
  const dynamoDB = await EmulatedDynamoDB.start(engine);
  if (dynamoDB === undefined) continue;
  afterAll(() => dynamoDB.stop());
  describeCategoryRepository(
    engine,
    async () => new DynamoDBCategoryRepository(dynamoDB.createClient(), await dynamoDB.createTable()),
  );
}
