import * as v from "valibot";

/** A point in time as an item has it, in ISO 8601, and as it is read, a `Date`. */
export const timestamp = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.transform((text) => new Date(text)),
);
