import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { createTables } from "../../../local/dynamodb/create-tables.ts";
import { type DynamoDB, startDynamoDB } from "../../../local/dynamodb/dynamodb.ts";
import { DynamoDBError } from "../../../local/dynamodb/dynamodb-error.ts";
import type { Engine } from "../../../local/dynamodb/emulator.ts";
import { localCredentials, localRegion } from "../../../local/local-aws.ts";
import type { Table } from "../../manifest/table.ts";
import { type TableName, tables } from "../../manifest/tables.ts";
import type { Invocations } from "../application/ports/invocation.ts";
import { createDocumentClient } from "../infrastructure/dynamodb/document-client.ts";

/** DynamoDB Local may take seconds for its first transaction while all tests run. */
const attemptTimeoutMilliseconds = 30_000;

/** An emulator in memory, and empty tables in it. */
export class EmulatedDynamoDB {
  readonly #dynamoDB: DynamoDB;
  #sets = 0;

  private constructor(dynamoDB: DynamoDB) {
    this.#dynamoDB = dynamoDB;
  }

  /** Undefined, with the reason on the console, where the emulator cannot run. */
  static async start(engine: Engine): Promise<EmulatedDynamoDB | undefined> {
    try {
      return new EmulatedDynamoDB(await startDynamoDB({ storage: { kind: "memory" }, engine }));
    } catch (error) {
      if (!(error instanceof DynamoDBError) || error.code !== "NO_EMULATOR") throw error;
      console.warn(`Skipped for ${engine}: ${error.message}`);
      return undefined;
    }
  }

  get endpoint(): string {
    return this.#dynamoDB.endpoint;
  }

  /** A client as a function has it, but patient: what an emulator does in its time must not be taken for lost. */
  createClient(endpoint: string, invocations?: Invocations): DynamoDBDocumentClient {
    const environment = {
      AWS_REGION: localRegion(),
      AWS_ACCESS_KEY_ID: localCredentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: localCredentials.secretAccessKey,
      AWS_SESSION_TOKEN: localCredentials.sessionToken,
      AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    };
    return createDocumentClient(environment, invocations, { attemptTimeoutMilliseconds });
  }

  /** Creates the named tables, or all that are declared, anew and empty; gives the physical name of a logical one. */
  async createTables(...names: readonly TableName[]): Promise<(table: TableName) => string> {
    this.#sets += 1;
    const suffix = this.#sets;
    const wanted = tables.filter(({ name }) => names.length === 0 || names.includes(name)).map(withoutExpiry);
    await createTables(this.endpoint, wanted, ({ name }) => `${name}-${suffix}`);
    return (table) => `${table}-${suffix}`;
  }

  stop(): Promise<void> {
    return this.#dynamoDB.stop();
  }
}

/** A test has a time of its own: an emulator would delete what has expired by the real one. */
function withoutExpiry({ ttl: _ttl, ...table }: Table): Table {
  return table;
}
