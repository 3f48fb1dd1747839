import * as v from "valibot";
import { expiryProblem } from "../backend/domain/expiry.ts";
import { scopes } from "../backend/domain/token/scope.ts";
import { tokenNameLength, tokenNameProblem } from "../backend/domain/token/token-name.ts";
import { tokenPattern } from "../backend/domain/token/token-text.ts";
import { idSchema, pageQueryEntries, timestampSchema } from "../http/common-schemas.ts";
import { conforming } from "../http/conforming.ts";

const name = v.pipe(
  v.string(),
  conforming(tokenNameProblem),
  v.metadata({
    description: "What the token is for. Surrounding white space is removed.",
    minLength: tokenNameLength.minimum,
    maxLength: tokenNameLength.maximum,
  }),
);

const scope = v.picklist(scopes, `Must be one of ${scopes.join(", ")}.`);

const expiresAt = v.pipe(
  v.string(),
  conforming(expiryProblem),
  v.metadata({
    description:
      "From when on the token is refused: a time in the future (RFC 3339), kept in whole seconds, rounded up. Cannot be " +
      "changed. Null for never.",
    format: "date-time",
  }),
);

export const createTokenSchema = v.pipe(
  v.strictObject({
    name,
    scopes: v.pipe(
      v.array(scope),
      v.minLength(1, "Must name at least one scope."),
      v.maxLength(scopes.length, `Must name at most ${scopes.length} scopes.`),
      v.metadata({ description: "`admin` allows everything; `<resource>:write` includes `<resource>:read`." }),
    ),
    expiresAt: v.optional(v.nullable(expiresAt), null),
  }),
  v.title("NewToken"),
);

export const listTokensQuerySchema = v.strictObject(pageQueryEntries);

export const tokenSchema = v.pipe(
  v.strictObject({
    id: idSchema,
    name: v.string(),
    scopes: v.array(scope),
    createdAt: timestampSchema,
    createdBy: idSchema,
    expiresAt: v.nullable(timestampSchema),
    lastUsedAt: v.pipe(
      v.nullable(timestampSchema),
      v.metadata({
        description: "Noted once an hour: the last use may be a little more than an hour later. Null before the first.",
      }),
    ),
    revokedAt: v.nullable(timestampSchema),
  }),
  v.title("Token"),
);

export const createdTokenSchema = v.pipe(
  v.strictObject({
    ...tokenSchema.entries,
    token: v.pipe(
      v.string(),
      v.metadata({ description: "The token itself. It is shown here and never again.", pattern: tokenPattern.source }),
    ),
  }),
  v.title("CreatedToken"),
);

export const tokenPageSchema = v.pipe(
  v.strictObject({
    items: v.array(tokenSchema),
    nextCursor: v.nullable(v.string()),
  }),
  v.title("TokenPage"),
);
