import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import * as v from "valibot";

/** What DynamoDB charged for the calls of a client since the last look. */
export interface Capacity {
  readonly readUnits: number;
  readonly writeUnits: number;
}

const capacitySchema = v.looseObject({ CapacityUnits: v.number() });
const outputSchema = v.looseObject({
  // Batches and transactions have an entry for each table.
  ConsumedCapacity: v.optional(v.union([capacitySchema, v.array(capacitySchema)])),
});

/** Adds up the capacity that each answer names. Whatever is not a read counts as a write, as DynamoDB charges it. */
export class CapacityMeter {
  #readUnits = 0;
  #writeUnits = 0;

  constructor(client: DynamoDBDocumentClient) {
    client.middlewareStack.add(
      (next, context) => async (args) => {
        const result = await next(args);
        const { ConsumedCapacity = [] } = v.parse(outputSchema, result.output);
        const units = [ConsumedCapacity].flat().reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
        if (/^(?:Get|BatchGet|Query|TransactGet)/.test(String(context["commandName"]))) this.#readUnits += units;
        else this.#writeUnits += units;
        return result;
      },
      { step: "initialize", name: "meterCapacity", priority: "high" },
    );
  }

  /** Begins to count anew. */
  take(): Capacity {
    const taken = { readUnits: this.#readUnits, writeUnits: this.#writeUnits };
    this.#readUnits = 0;
    this.#writeUnits = 0;
    return taken;
  }
}
