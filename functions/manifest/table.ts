/** What an attribute of a key holds: `S` string, `N` number, `B` binary. */
export type KeyType = "S" | "N" | "B";

/** Names of a partition key and, where there is one, a sort key. */
export interface KeySchema {
  readonly partition: string;
  readonly sort?: string;
}

/**
 * One DynamoDB table: keys, indexes and TTL, declared once for the deployed stack and for the local tables.
 *
 * Source of the terms: AWS documentation, "Core components of Amazon DynamoDB".
 */
export interface Table {
  /** The logical name: `Resource.<name>` in a function, the component's name in the stack. */
  readonly name: string;
  /** Every attribute that stands in a key of the table or of an index, with its type. */
  readonly attributes: Readonly<Record<string, KeyType>>;
  readonly key: KeySchema;
  /** Global secondary indexes by name. */
  readonly indexes: Readonly<Record<string, KeySchema>>;
  /**
   * What the indexes hold of an item besides keys; everything unless given. A change of anything else is no write to an
   * index, and costs none.
   */
  readonly projection?: readonly string[];
  /** Attribute holding the expiry in epoch seconds. */
  readonly ttl?: string;
}

/**
 * What an index holds of an item besides its own keys and the table's, which it always holds. DynamoDB takes at most 100
 * such attributes for all indexes of a table together.
 */
export function projectionOf(table: Table, index: KeySchema): "all" | readonly string[] {
  const keys = new Set([table.key, index].flatMap(({ partition, sort }) => [partition, sort]));
  return table.projection?.filter((attribute) => !keys.has(attribute)) ?? "all";
}
