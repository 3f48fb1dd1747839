import { describe, expect, test } from "bun:test";
import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { EmulatedStore } from "../../testing/emulated-store.ts";
import { newApiToken } from "../../testing/new-api-token.ts";
import { injectFaults } from "../../testing/transient-faults.ts";
import { startEmulators } from "../../testing/start-emulators.ts";
import { DynamoDBTokenRepository } from "./dynamodb-token-repository.ts";
import { describeTokenRepository } from "./token-repository.contract.ts";

const day = 24 * 60 * 60 * 1000;
const now = new Date("2026-02-03T04:05:06.789Z");

for (const { engine, dynamoDB } of await startEmulators()) {
  const connect = async () => {
    const store = await EmulatedStore.create(dynamoDB);
    return { store, repository: new DynamoDBTokenRepository(store.client, store.tableName("Tokens")) };
  };

  describeTokenRepository(engine, async () => (await connect()).repository);

  describe(engine, () => {
    test("lost answers change nothing: each write happens once", async () => {
      const { store, repository } = await connect();
      const { token } = newApiToken();
      const revoked = token.revoke(now);
      const overBadConnection = () => {
        const { client, tableName } = store.another();
        injectFaults(client, ["lost-answer"]);
        return new DynamoDBTokenRepository(client, tableName("Tokens"));
      };
      await overBadConnection().insert(token);
      await overBadConnection().replace(token, revoked);

      expect(await repository.find(token.id)).toEqual(revoked);
    });

    test("DynamoDB may delete a token 30 days after it stopped working, and no other", async () => {
      const { store, repository } = await connect();
      const TableName = store.tableName("Tokens");
      const timeToLive = async (tokenId: string) =>
        (await store.client.send(new GetCommand({ TableName, Key: { tokenId } }))).Item?.["expiresAt"] as unknown;
      const forever = newApiToken().token;
      const expiring = newApiToken({ expiresAt: now }).token;
      await repository.insert(forever);
      await repository.insert(expiring);

      expect(await timeToLive(forever.id)).toBeUndefined();
      expect(await timeToLive(expiring.id)).toBe(Math.ceil((now.getTime() + 30 * day) / 1000));
      const revokedAt = new Date(now.getTime() - day);
      await repository.replace(forever, forever.revoke(now));
      await repository.replace(expiring, expiring.revoke(revokedAt));
      expect(await timeToLive(forever.id)).toBe(Math.ceil((now.getTime() + 30 * day) / 1000));
      expect(await timeToLive(expiring.id)).toBe(Math.ceil((revokedAt.getTime() + 30 * day) / 1000));
    });

    test("nothing of a token's secret is stored", async () => {
      const { store, repository } = await connect();
      const { token, text } = newApiToken();
      await repository.insert(token);

      const { Item } = await store.client.send(
        new GetCommand({ TableName: store.tableName("Tokens"), Key: { tokenId: token.id } }),
      );
      expect(JSON.stringify(Item)).not.toContain(text.slice(-49, -6));
    });
  });
}
