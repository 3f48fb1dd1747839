import * as v from "valibot";
import { idempotencyKeyCharacters } from "./idempotency-key.ts";

/** Changing a resource needs the version that the caller has seen (RFC 9110, section 13.1.1). */
export const ifMatchSchema = v.object({ "if-match": v.string() });

/** What the caller has already need not be sent again (RFC 9110, section 13.1.2). */
export const ifNoneMatchSchema = v.object({ "if-none-match": v.optional(v.string()) });

/**
 * A text of the caller's choice, by which a request that is sent again is known.
 *
 * Source: draft-ietf-httpapi-idempotency-key-header-07.
 */
export const idempotencyKeySchema = v.object({
  "idempotency-key": v.pipe(
    v.string(),
    v.metadata({
      description: "A new one, such as a UUID, for each thing to do; the same one when that is tried again.",
      pattern: `^${idempotencyKeyCharacters}$`,
    }),
  ),
});
