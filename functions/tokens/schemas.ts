import * as v from "valibot";
import { scopes } from "../backend/domain/token/scope.ts";
import { tokenNameLength, tokenNameProblem } from "../backend/domain/token/token-name.ts";
import { tokenPattern } from "../backend/domain/token/token-text.ts";
import { conforming } from "../http/conforming.ts";

/** Ids are compared as strings, and this API gives them out in lower case: another spelling would find nothing. */
const lowerCase = v.regex(/^[^A-F]*$/, "Must be in lower case, as it was given out.");

const id = v.pipe(v.string(), v.uuid("Must be a UUID such as 0199f3a2-7c1e-7000-8000-3d1f0a9b2c4d."), lowerCase);

const name = v.pipe(
  v.string(),
  conforming(tokenNameProblem),
  v.metadata({
    description: "What the token is for. Surrounding white space is removed.",
    minLength: tokenNameLength.minimum,
    maxLength: tokenNameLength.maximum,
  }),
);

const timestamp = v.pipe(v.string(), v.isoTimestamp());

const scope = v.picklist(scopes, `Must be one of ${scopes.join(", ")}.`);

const timestampMessage = "Must be a time such as 2027-01-31T00:00:00Z.";

const expiresAt = v.pipe(
  v.string(),
  v.isoTimestamp(timestampMessage),
  conforming((text) => (Number.isNaN(Date.parse(text)) ? timestampMessage : null)),
  v.transform((text) => new Date(text)),
);

const limitMessage = "Must be a whole number from 1 to 100.";

export const tokenPathSchema = v.strictObject({ id });

export const createTokenSchema = v.strictObject({
  name,
  scopes: v.pipe(
    v.array(scope),
    v.minLength(1, "Must name at least one scope."),
    v.maxLength(scopes.length, "Must name each scope once at most."),
    v.metadata({ description: "`admin` allows everything; `<resource>:write` includes `<resource>:read`." }),
  ),
  expiresAt: v.optional(v.nullable(expiresAt), null),
});

export const listTokensQuerySchema = v.strictObject({
  limit: v.optional(v.pipe(v.string(), v.regex(/^([1-9][0-9]?|100)$/, limitMessage), v.transform(Number)), "20"),
  cursor: v.optional(v.string()),
});

/** Revoking a token names the version that the caller has seen, or `*`. */
export const ifMatchSchema = v.object({ "if-match": v.string() });

export const ifNoneMatchSchema = v.object({ "if-none-match": v.optional(v.string()) });

export const tokenSchema = v.strictObject({
  id,
  name: v.string(),
  scopes: v.array(scope),
  createdAt: timestamp,
  createdBy: id,
  expiresAt: v.nullable(timestamp),
  lastUsedAt: v.nullable(timestamp),
  revokedAt: v.nullable(timestamp),
});

export const createdTokenSchema = v.strictObject({
  ...tokenSchema.entries,
  token: v.pipe(
    v.string(),
    v.metadata({ description: "The token itself. It is shown here and never again.", pattern: tokenPattern.source }),
  ),
});

export const tokenPageSchema = v.strictObject({
  items: v.array(tokenSchema),
  nextCursor: v.nullable(v.string()),
});
