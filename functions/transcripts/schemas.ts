import * as v from "valibot";
import { entryIdPattern, entryTypePattern } from "../backend/domain/transcript/entry.ts";
import { maximumBatchEntries } from "../backend/domain/transcript/entry-batch.ts";

const largestSequence = 999_999_999;

/** A sequence as it stands in a query, at least `minimum`. */
function sequenceParameter(minimum: 0 | 1, description: string) {
  const pattern = minimum === 0 ? /^(0|[1-9][0-9]{0,8})$/ : /^[1-9][0-9]{0,8}$/;
  return v.pipe(
    v.string(),
    v.regex(pattern, `Must be a whole number from ${minimum} to ${largestSequence}.`),
    v.metadata({ type: "integer", minimum, maximum: largestSequence, description }),
    v.transform(Number),
  );
}

const sequence = v.pipe(v.number(), v.integer(), v.minValue(1));

const lastSequence = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(0),
  v.metadata({ description: "Of the transcript; 0 when it is empty." }),
);

const entryId = v.pipe(v.string(), v.regex(entryIdPattern));

/** One line of a transcript. It is checked where it is read; this describes it. */
const entrySchema = v.pipe(
  v.looseObject({
    id: v.pipe(
      entryId,
      v.metadata({ description: "Unique in its transcript. An entry that is sent twice is kept once." }),
    ),
    parentId: v.pipe(
      v.optional(v.nullable(entryId)),
      v.metadata({ description: "Of the entry that this one follows. It is not looked for." }),
    ),
    timestamp: v.pipe(v.string(), v.metadata({ format: "date-time" })),
    type: v.pipe(v.string(), v.regex(entryTypePattern)),
  }),
  v.title("Entry"),
);

export const entryBatchSchema = v.pipe(v.array(entrySchema), v.minLength(1), v.maxLength(maximumBatchEntries));

export const appendEntriesQuerySchema = v.strictObject({
  after: v.optional(
    sequenceParameter(0, "The transcript's last sequence, where the entries are to be appended only right behind it."),
  ),
});

export const appendedEntriesSchema = v.pipe(
  v.strictObject({
    entries: v.pipe(
      v.array(
        v.strictObject({
          id: v.string(),
          sequence,
          created: v.pipe(v.boolean(), v.metadata({ description: "False where the transcript had the entry before." })),
        }),
      ),
      v.metadata({ description: "Those of the request, in its order." }),
    ),
    lastSequence,
  }),
  v.title("AppendedEntries"),
);

const limitMessage = "Must be a whole number from 1 to 1000.";

export const listEntriesQuerySchema = v.strictObject({
  after: v.optional(sequenceParameter(0, "Only entries with a greater sequence."), "0"),
  before: v.optional(sequenceParameter(1, "Only entries with a smaller sequence.")),
  order: v.optional(
    v.pipe(
      v.picklist(["asc", "desc"], "Must be asc or desc."),
      v.metadata({ description: "Whether the page begins at the start of that range or at its end." }),
    ),
    "asc",
  ),
  limit: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^([1-9][0-9]{0,2}|1000)$/, limitMessage),
      v.metadata({ type: "integer", minimum: 1, maximum: 1000 }),
      v.transform(Number),
    ),
    "100",
  ),
});

export const entryPageSchema = v.pipe(
  v.strictObject({
    items: v.pipe(
      v.array(v.strictObject({ sequence, entry: entrySchema })),
      v.metadata({ description: "May be fewer than `limit`, as a page has at most 4 MiB of entries." }),
    ),
    lastSequence,
    hasMore: v.pipe(
      v.boolean(),
      v.metadata({ description: "Whether the range goes on behind the last item, in the direction of the order." }),
    ),
  }),
  v.title("EntryPage"),
);

export const getTranscriptQuerySchema = v.strictObject({
  after: v.optional(sequenceParameter(0, "Only entries with a greater sequence."), "0"),
});
