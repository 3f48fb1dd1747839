import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";

/** Where a function is killed: before its n-th call of DynamoDB, or after that took effect but before its answer came. */
export interface Interruption {
  /** From 1. */
  readonly call: number;
  readonly moment: "before" | "after";
}

/** The function was killed, as by a timeout or a crash. Nothing of it runs any more: all its calls fail with this. */
export class KilledError extends Error {
  constructor() {
    super("The function was killed.");
    this.name = "KilledError";
  }
}

/** A client of a function that is killed. */
export interface Killed {
  /** Whether it has come to the interruption yet. */
  readonly happened: boolean;
}

/** Kills the function that uses the client at the given point. A concurrent call counts when it begins. */
export function interrupt(client: DynamoDBDocumentClient, { call, moment }: Interruption): Killed {
  let calls = 0;
  let happened = false;
  client.middlewareStack.add(
    (next) => async (args) => {
      if (happened) throw new KilledError();
      calls += 1;
      if (calls !== call) return next(args);
      happened = true;
      if (moment === "after") await next(args);
      throw new KilledError();
    },
    { step: "initialize", name: "interrupt", priority: "low", override: true },
  );
  return {
    get happened() {
      return happened;
    },
  };
}

/**
 * Runs a scenario once for every point at which its function can be killed, in order, until the function comes to its end.
 * Gives the number of points.
 *
 * @param scenario Makes a client, kills it by `interrupt`, runs the operation, then its retry with a whole client, and
 *   checks what a reader sees. Gives what `interrupt` gave.
 * @example
 * const points = await atEveryInterruption(async (interruption) => {
 *   const store = await EmulatedStore.create(dynamoDB);
 *   const killed = interrupt(store.client, interruption);
 *   await rejectionOrResult(deleteSession(store.client));
 *   await deleteSession(store.anotherClient());
 *   expect(await itemsOf(store)).toEqual([]);
 *   return killed;
 * });
 * expect(points).toBeGreaterThan(0);
 */
export async function atEveryInterruption(scenario: (interruption: Interruption) => Promise<Killed>): Promise<number> {
  for (let points = 0; ; points += 1) {
    const killed = await scenario({ call: Math.floor(points / 2) + 1, moment: points % 2 === 0 ? "before" : "after" });
    if (!killed.happened) return points;
  }
}
