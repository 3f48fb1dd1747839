import { describe, expect, test } from "bun:test";
import { ServiceUnavailableException } from "../../domain/exception/service-unavailable-exception.ts";
import { FaultyProxy } from "../../testing/faulty-proxy.ts";
import { newCategory } from "../../testing/new-category.ts";
import { rejection } from "../../testing/rejection.ts";
import { dynamoDBError } from "../../testing/stub-server.ts";
import { startEmulators } from "../../testing/start-emulators.ts";
import { describeCategoryRepository } from "./category-repository.contract.ts";
import { DynamoDBCategoryRepository } from "./dynamodb-category-repository.ts";

for (const { engine, dynamoDB } of await startEmulators()) {
  const connect = async (endpoint = dynamoDB.endpoint) => {
    const tableName = await dynamoDB.createTables();
    return new DynamoDBCategoryRepository(dynamoDB.createClient(endpoint), tableName("Table"));
  };
  describeCategoryRepository(engine, () => connect());

  describe(`${engine} over a bad connection`, () => {
    test("a change whose answer is lost happens once, and its retry succeeds", async () => {
      await using proxy = new FaultyProxy(dynamoDB.endpoint);
      const repository = await connect(proxy.endpoint);
      const parent = newCategory({ name: "Parent" });
      const child = newCategory({ name: "Child", parentId: parent.id });
      const renamed = child.change({ name: "Renamed" }, new Date());

      for (const change of [
        () => repository.insert(parent),
        () => repository.insert(child),
        () => repository.replace(child, renamed),
        () => repository.remove(renamed),
        // Succeeds only if the child was counted once at each of its changes.
        () => repository.remove(parent),
      ]) {
        proxy.loseNextAnswer();
        await change();
      }
      expect(await repository.list({ parentId: undefined, limit: 10, after: null })).toEqual({
        categories: [],
        next: null,
      });
    });

    test("throttling that goes on is refused for now, and nothing is changed", async () => {
      await using proxy = new FaultyProxy(dynamoDB.endpoint);
      const repository = await connect(proxy.endpoint);
      const category = newCategory();
      const throttled = dynamoDBError("ThrottlingException");
      proxy.fault = async () => throttled({ method: "POST", path: "/", headers: new Headers(), body: "" });

      expect(await rejection(repository.insert(category))).toBeInstanceOf(ServiceUnavailableException);
      expect(await rejection(repository.find(category.id))).toBeInstanceOf(ServiceUnavailableException);
      proxy.fault = () => undefined;
      expect(await repository.find(category.id)).toBeNull();
      await repository.insert(category);
    });
  });
}
