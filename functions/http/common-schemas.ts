import * as v from "valibot";

/** Ids are compared as strings, and this API gives them out in lower case: another spelling would find nothing. */
export const lowerCaseId = v.regex(/^[^A-F]*$/, "Must be in lower case, as it was given out.");

export const idSchema = v.pipe(
  v.string(),
  v.uuid("Must be a UUID such as 0199f3a2-7c1e-7000-8000-3d1f0a9b2c4d."),
  lowerCaseId,
);

export const idPathSchema = v.strictObject({ id: idSchema });

export const timestampSchema = v.pipe(v.string(), v.isoTimestamp());

/** Of a page: `limit` and the `nextCursor` of the page before. */
export const pageQueryEntries = {
  limit: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^([1-9][0-9]?|100)$/, "Must be a whole number from 1 to 100."),
      v.metadata({ type: "integer", minimum: 1, maximum: 100 }),
      v.transform(Number),
    ),
    "20",
  ),
  cursor: v.optional(v.string()),
};
