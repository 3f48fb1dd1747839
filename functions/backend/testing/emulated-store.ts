import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { DIContainer } from "../di/di-container.ts";
import type { AnyToken } from "../di/token.ts";
import { TOKENS } from "../di/tokens.ts";
import type { TableNames } from "../infrastructure/dynamodb/linked-table.ts";
import { AsyncInvocations } from "../infrastructure/invocation/async-invocations.ts";
import type { EmulatedDynamoDB } from "./emulated-dynamodb.ts";
import { RecordedCalls } from "./recorded-calls.ts";
import { testingCursors } from "./testing-cursors.ts";

type StoreTokens =
  | typeof TOKENS.CursorCodec
  | typeof TOKENS.DocumentClient
  | typeof TOKENS.Invocations
  | typeof TOKENS.TableNames;

/**
 * Empty tables in an emulator, and a function's client for them whose calls are recorded.
 *
 * @example
 * const store = await EmulatedStore.create(dynamoDB);
 * const container = store.override(categoryBindings());
 * const answer = await invoke(createCategoryHandler(container), { method: "POST", body: { name: "Books" } });
 * expect(store.calls.operations).toEqual(["TransactWriteItems"]);
 */
export class EmulatedStore {
  readonly tableName: TableNames;
  readonly client: DynamoDBDocumentClient;
  readonly calls: RecordedCalls;
  readonly #dynamoDB: EmulatedDynamoDB;
  readonly #invocations = new AsyncInvocations();

  private constructor(dynamoDB: EmulatedDynamoDB, tableName: TableNames) {
    this.#dynamoDB = dynamoDB;
    this.tableName = tableName;
    this.client = dynamoDB.createClient(dynamoDB.endpoint, this.#invocations);
    this.calls = RecordedCalls.of(this.client, tableName);
  }

  static async create(dynamoDB: EmulatedDynamoDB): Promise<EmulatedStore> {
    return new EmulatedStore(dynamoDB, await dynamoDB.createTables());
  }

  /** The same tables for another function: with a client and records of its own. */
  another(): EmulatedStore {
    return new EmulatedStore(this.#dynamoDB, this.tableName);
  }

  /** Lets a container's services use these tables. */
  override<Bound extends AnyToken>(container: DIContainer<Bound | StoreTokens>): DIContainer<Bound | StoreTokens> {
    return container
      .override(TOKENS.CursorCodec, testingCursors)
      .override(TOKENS.DocumentClient, this.client)
      .override(TOKENS.Invocations, this.#invocations)
      .override(TOKENS.TableNames, this.tableName);
  }
}
