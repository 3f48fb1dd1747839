import * as v from "valibot";

export const healthSchema = v.pipe(
  v.strictObject({
    status: v.literal("ok"),
    service: v.literal("draht"),
    timestamp: v.pipe(v.string(), v.isoTimestamp()),
  }),
  v.title("Health"),
);
