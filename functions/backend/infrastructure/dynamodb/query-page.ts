import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from "@aws-sdk/lib-dynamodb";

/** The beginning of what a query gives. */
export interface QueryPage<Value> {
  readonly values: readonly Value[];
  readonly isLast: boolean;
}

/** Where a filter leaves nothing of a first answer, this many items are looked at in each further one. */
const sweptItems = 200;

/**
 * At most `limit` results of a query. One more than asked for is read, to know whether the page is the last. That is one
 * request, unless its answer ends early: at 1 MB, or since its filter took items out.
 *
 * @param input The query without its limit.
 */
export async function queryPage<Value>(
  client: DynamoDBDocumentClient,
  input: QueryCommandInput,
  limit: number,
  fromItem: (item: unknown) => Value,
): Promise<QueryPage<Value>> {
  const wanted = limit + 1;
  const found: Value[] = [];
  let startKey = input.ExclusiveStartKey;
  let items = wanted;
  do {
    const command = new QueryCommand({ ...input, Limit: items, ExclusiveStartKey: startKey });
    const { Items = [], LastEvaluatedKey } = await client.send(command);
    found.push(...Items.map(fromItem));
    startKey = LastEvaluatedKey;
    items = input.FilterExpression === undefined ? wanted - found.length : sweptItems;
  } while (startKey !== undefined && found.length < wanted);
  return { values: found.slice(0, limit), isLast: found.length <= limit };
}
