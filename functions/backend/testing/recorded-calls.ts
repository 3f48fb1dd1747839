import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import * as v from "valibot";
import type { TableAction } from "../../manifest/table-access.ts";
import { type TableName, tables } from "../../manifest/tables.ts";
import type { TableNames } from "../infrastructure/dynamodb/linked-table.ts";

/** What one part of a call needs to be allowed. */
export interface RecordedAccess {
  readonly table: TableName;
  readonly action: TableAction | "Scan";
  /** Where it is not the table itself that is asked. */
  readonly index?: string;
}

/** One call of DynamoDB's API, however often the SDK tried it. */
export interface RecordedCall {
  /** As DynamoDB names it: `GetItem`, `TransactWriteItems`. */
  readonly operation: string;
  /** One for each item that a transaction or batch names, else one. */
  readonly accesses: readonly RecordedAccess[];
  /** Items in the answer. */
  readonly itemsRead: number;
}

/**
 * The calls that a client makes from now on.
 *
 * @example
 * const calls = RecordedCalls.of(client, tableName);
 * await repository.find(id);
 * expect(calls.all).toEqual([
 *   { operation: "GetItem", accesses: [{ table: "Table", action: "GetItem" }], itemsRead: 1 },
 * ]);
 */
export class RecordedCalls {
  readonly #calls: RecordedCall[] = [];

  private constructor() {}

  /** @param tableName Gives the physical names that the client's commands have. */
  static of(client: DynamoDBDocumentClient, tableName: TableNames): RecordedCalls {
    const recorded = new RecordedCalls();
    const logicalNames = new Map<string, TableName>(tables.map(({ name }) => [tableName(name), name]));
    client.middlewareStack.add(
      (next, context) => async (args) => {
        const operation = operationOf(String(context["commandName"]));
        const accesses = accessesOf(operation, v.parse(inputSchema, args.input)).map(({ table, ...access }) => {
          const logicalName = logicalNames.get(table);
          if (logicalName === undefined) throw new Error(`${operation} names ${table}, which is no declared table.`);
          return Object.assign(access, { table: logicalName });
        });
        const index = recorded.#calls.push({ operation, accesses, itemsRead: 0 }) - 1;
        const result = await next(args);
        recorded.#calls[index] = { operation, accesses, itemsRead: countItems(result.output) };
        return result;
      },
      { step: "initialize", name: "recordCalls", priority: "high" },
    );
    return recorded;
  }

  /** In the order in which they began. */
  get all(): readonly RecordedCall[] {
    return this.#calls;
  }

  get operations(): readonly string[] {
    return this.#calls.map(({ operation }) => operation);
  }

  get accesses(): readonly RecordedAccess[] {
    return this.#calls.flatMap(({ accesses }) => accesses);
  }

  /** Forgets what was called so far. */
  clear(): void {
    this.#calls.length = 0;
  }
}

const writeSchema = v.object({ TableName: v.string() });

const inputSchema = v.looseObject({
  TableName: v.optional(v.string()),
  IndexName: v.optional(v.string()),
  RequestItems: v.optional(v.record(v.string(), v.unknown())),
  TransactItems: v.optional(v.array(v.record(v.string(), v.optional(writeSchema)))),
});

const singleActions: ReadonlySet<string> = new Set(["GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query", "Scan"]);

const transactedActions: Readonly<Record<string, TableAction>> = {
  ConditionCheck: "ConditionCheckItem",
  Delete: "DeleteItem",
  Get: "GetItem",
  Put: "PutItem",
  Update: "UpdateItem",
};

/** The SDK's document commands have names of their own. */
function operationOf(commandName: string): string {
  const name = commandName.replace(/Command$/, "");
  if (["Get", "Put", "Update", "Delete", "BatchGet", "BatchWrite"].includes(name)) return `${name}Item`;
  return ["TransactWrite", "TransactGet"].includes(name) ? `${name}Items` : name;
}

/** Tables by their physical names. */
interface PhysicalAccess extends Omit<RecordedAccess, "table"> {
  readonly table: string;
}

/** Source of what a transaction needs: AWS documentation, "Using IAM with DynamoDB transactions". */
function accessesOf(operation: string, input: v.InferOutput<typeof inputSchema>): PhysicalAccess[] {
  const { TableName, IndexName, RequestItems, TransactItems } = input;
  if (RequestItems !== undefined && isAction(operation)) {
    return Object.keys(RequestItems).map((table) => ({ table, action: operation }));
  }
  if (TransactItems !== undefined) {
    return TransactItems.flatMap((item) =>
      Object.entries(item).flatMap(([kind, write]) => {
        const action = transactedActions[kind];
        return action === undefined || write === undefined ? [] : [{ table: write.TableName, action }];
      }),
    );
  }
  if (TableName === undefined || !isAction(operation)) throw new Error(`${operation} is not known here.`);
  return [{ table: TableName, action: operation, ...(IndexName !== undefined && { index: IndexName }) }];
}

function isAction(operation: string): operation is RecordedAccess["action"] {
  return singleActions.has(operation) || operation === "BatchGetItem" || operation === "BatchWriteItem";
}

const outputSchema = v.looseObject({
  Item: v.optional(v.unknown()),
  Items: v.optional(v.array(v.unknown())),
  Responses: v.optional(v.union([v.array(v.unknown()), v.record(v.string(), v.array(v.unknown()))])),
});

function countItems(output: unknown): number {
  const { Item, Items = [], Responses = [] } = v.parse(outputSchema, output);
  return (Item === undefined ? 0 : 1) + Items.length + Object.values(Responses).flat().length;
}
