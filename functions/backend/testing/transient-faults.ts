import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import * as v from "valibot";

/**
 * A fault that passes:
 *
 * - `throttle`: DynamoDB takes no more for now
 * - `server-error`: DynamoDB fails
 * - `timeout`: the request does not reach DynamoDB
 * - `lost-answer`: the request takes effect, but its answer does not come back
 */
export type TransientFault = "throttle" | "server-error" | "timeout" | "lost-answer";

const errors = {
  throttle: { name: "ThrottlingException", status: 400 },
  "server-error": { name: "InternalServerError", status: 500 },
  timeout: { name: "TimeoutError", status: undefined },
  "lost-answer": { name: "TimeoutError", status: undefined },
} as const satisfies Record<TransientFault, object>;

/**
 * Lets the client's next requests fail, retries of the SDK included, in the given order; those for which it says `pass`
 * and all afterwards go well.
 *
 * @example
 * injectFaults(client, ["throttle", "lost-answer"]);
 * await repository.insert(thing); // Takes three tries.
 */
export function injectFaults(client: DynamoDBDocumentClient, faults: readonly (TransientFault | "pass")[]): void {
  const left = [...faults];
  client.middlewareStack.add(
    (next) => async (args) => {
      const fault = left.shift();
      if (fault === undefined || fault === "pass") return next(args);
      if (fault === "lost-answer") await next(args);
      const { name, status } = errors[fault];
      throw Object.assign(new Error(`Injected: ${fault}`), {
        name,
        $metadata: status === undefined ? {} : { httpStatusCode: status },
      });
    },
    { step: "finalizeRequest", name: "injectFaults", priority: "low", override: true },
  );
}

const batchSchema = v.looseObject({ RequestItems: v.record(v.string(), v.unknown()) });
const keysSchema = v.looseObject({ Keys: v.array(v.unknown()) });

/**
 * Lets the client's next `times` batches be done by half: the rest comes back as UnprocessedItems or UnprocessedKeys, all
 * of it where a batch has one item.
 */
export function halveBatches(client: DynamoDBDocumentClient, times: number): void {
  let left = times;
  client.middlewareStack.add(
    (next) => async (args) => {
      const batch = v.safeParse(batchSchema, args.input);
      if (!batch.success || left === 0) return next(args);
      left -= 1;
      const tables = Object.entries(batch.output.RequestItems).map(
        ([table, requests]) => [table, halve(requests)] as const,
      );
      const done = tables.flatMap(([table, [first]]) => (isEmpty(first) ? [] : [[table, first]]));
      const rest = Object.fromEntries(
        tables.flatMap(([table, [, second]]) => (isEmpty(second) ? [] : [[table, second]])),
      );
      const isRead = Object.values(batch.output.RequestItems).every((requests) => v.is(keysSchema, requests));
      const unprocessed = isRead ? { UnprocessedKeys: rest } : { UnprocessedItems: rest };
      if (done.length === 0) {
        return { response: {}, output: { $metadata: {}, Responses: {}, ...unprocessed } };
      }
      const input = { ...args.input, RequestItems: Object.fromEntries(done) };
      const result = await next({ ...args, input });
      return { ...result, output: { ...result.output, ...unprocessed } };
    },
    { step: "initialize", name: "halveBatches", priority: "low", override: true },
  );
}

/** The requests of one table: an array of writes, or keys with what is asked of them. */
function halve(requests: unknown): [unknown, unknown] {
  if (Array.isArray(requests)) {
    const middle = Math.floor(requests.length / 2);
    return [requests.slice(0, middle), requests.slice(middle)];
  }
  const { Keys, ...options } = v.parse(keysSchema, requests);
  const middle = Math.floor(Keys.length / 2);
  return [
    { ...options, Keys: Keys.slice(0, middle) },
    { ...options, Keys: Keys.slice(middle) },
  ];
}

function isEmpty(requests: unknown): boolean {
  return Array.isArray(requests) ? requests.length === 0 : v.parse(keysSchema, requests).Keys.length === 0;
}
