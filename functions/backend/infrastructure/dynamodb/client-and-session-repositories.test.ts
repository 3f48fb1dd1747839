import { FixedClock } from "../../testing/fixed-clock.ts";
import { startEmulators } from "../../testing/start-emulators.ts";
import { describeClientRepository } from "./client-repository.contract.ts";
import { describeClientsWithSessions } from "./clients-with-sessions.contract.ts";
import { DynamoDBCategoryRepository } from "./dynamodb-category-repository.ts";
import { DynamoDBClientRepository } from "./dynamodb-client-repository.ts";
import { DynamoDBSessionRepository } from "./dynamodb-session-repository.ts";
import { describeSessionRepository } from "./session-repository.contract.ts";

// In one file, since each starts its emulators.
for (const { engine, dynamoDB } of await startEmulators()) {
  const createRepositories = async (clock: FixedClock) => {
    const tableName = await dynamoDB.createTables("Table", "Clients", "Sessions");
    const client = dynamoDB.createClient(dynamoDB.endpoint);
    return {
      categories: new DynamoDBCategoryRepository(client, tableName("Table")),
      clients: new DynamoDBClientRepository(client, tableName, clock),
      sessions: new DynamoDBSessionRepository(client, tableName, clock),
    };
  };

  describeClientRepository(engine, () => createRepositories(new FixedClock("2026-01-02T03:04:05.678Z")));
  describeSessionRepository(engine, createRepositories);
  describeClientsWithSessions(engine, createRepositories);
}
