import * as v from "valibot";
import { expiryProblem } from "../backend/domain/expiry.ts";
import { sessionStates } from "../backend/domain/session/session-state.ts";
import { sessionTitleLength, sessionTitleProblem } from "../backend/domain/session/session-title.ts";
import { atMostOneOf } from "../http/at-most-one-of.ts";
import { idSchema, pageQueryEntries, timestampSchema } from "../http/common-schemas.ts";
import { conforming } from "../http/conforming.ts";

const title = v.pipe(
  v.string(),
  conforming(sessionTitleProblem),
  v.metadata({
    description: "Surrounding white space is removed.",
    minLength: sessionTitleLength.minimum,
    maxLength: sessionTitleLength.maximum,
  }),
);

const expiresAt = v.pipe(
  v.string(),
  conforming(expiryProblem),
  v.metadata({
    description:
      "From when on the session and its transcript do not exist any more: a time in the future (RFC 3339), kept in whole " +
      "seconds, rounded up. Cannot be changed. Null for never.",
    format: "date-time",
  }),
);

const state = v.picklist(sessionStates);

export const startSessionSchema = v.pipe(
  v.strictObject({
    clientId: idSchema,
    title,
    categoryId: v.pipe(
      v.optional(v.nullable(idSchema)),
      v.metadata({ description: "The client's default category if absent, as long as that exists. Null for none." }),
    ),
    expiresAt: v.optional(v.nullable(expiresAt), null),
  }),
  v.title("NewSession"),
);

/** A JSON merge patch (RFC 7396): what is absent stays, null takes away. */
export const updateSessionSchema = v.pipe(
  v.strictObject({
    title: v.optional(title),
    categoryId: v.optional(v.nullable(idSchema)),
    state: v.optional(
      v.pipe(
        state,
        v.metadata({
          description:
            "A running session can become completed, failed or cancelled. It has then ended: nothing can be appended to its " +
            "transcript, and its state stays. To send the state that it has is no change.",
        }),
      ),
    ),
  }),
  v.title("SessionChanges"),
);

export const listSessionsQuerySchema = v.pipe(
  v.strictObject({
    clientId: v.optional(idSchema),
    state: v.optional(state),
    categoryId: v.optional(idSchema),
    ...pageQueryEntries,
  }),
  atMostOneOf("clientId", "state", "categoryId"),
);

export const sessionSchema = v.pipe(
  v.strictObject({
    id: idSchema,
    clientId: idSchema,
    title: v.string(),
    categoryId: v.nullable(idSchema),
    state,
    startedAt: timestampSchema,
    updatedAt: timestampSchema,
    endedAt: v.nullable(timestampSchema),
    expiresAt: v.nullable(timestampSchema),
  }),
  v.title("Session"),
);

export const sessionPageSchema = v.pipe(
  v.strictObject({
    items: v.array(sessionSchema),
    nextCursor: v.nullable(v.string()),
  }),
  v.title("SessionPage"),
);
