/**
 * The filter of a query that leaves out what has expired. DynamoDB deletes it within a few days, and shows it until then.
 *
 * Source: AWS documentation, "Working with expired items and time to live".
 */
export function unexpired(now: Date) {
  return {
    FilterExpression: "(attribute_not_exists(expiresAt) OR expiresAt > :now)",
    values: { ":now": now.getTime() / 1000 },
  };
}
