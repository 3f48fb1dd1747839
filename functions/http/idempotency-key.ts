import { HttpException } from "./http-exception.ts";
import type { HttpRequest } from "./http-request.ts";
import type { Route } from "../manifest/route.ts";

/** Visible ASCII without quotation mark and backslash, which a structured field would have to escape. */
export const idempotencyKeyCharacters = "[\\x21\\x23-\\x5b\\x5d-\\x7e]{16,255}";
const key = new RegExp(`^(?:"(${idempotencyKeyCharacters})"|(${idempotencyKeyCharacters}))$`);

/**
 * The caller's key, either in double quotes, as the draft has it (a String of RFC 9651), or bare, as most clients send it.
 * At least 16 characters, since answers are sealed with it: a UUID has 36.
 *
 * A header that is sent twice arrives as one, joined by a comma. In quotes, or with a space behind the comma, that is
 * refused; bare it counts as one key with a comma in it, which is the same one when the request is sent again.
 *
 * Source: draft-ietf-httpapi-idempotency-key-header-07, sections 2.1, 2.2 and 2.7.
 *
 * @throws HttpException 400 `idempotency-key-missing`, 400 `invalid-request`.
 */
export function requireIdempotencyKey(headers: HttpRequest<Route>["headers"]): string {
  const value = headers["idempotency-key"]?.trim() ?? "";
  if (value === "") {
    throw new HttpException(
      400,
      "idempotency-key-missing",
      "Send the header Idempotency-Key with a new UUID for each thing to do, and the same one when you try that again.",
      { errors: [{ header: "idempotency-key", detail: "Is required." }] },
    );
  }
  const match = key.exec(value);
  const found = match?.[1] ?? match?.[2];
  if (found !== undefined) return found;
  throw new HttpException(400, "invalid-request", "The header idempotency-key cannot be read. See errors.", {
    errors: [{ header: "idempotency-key", detail: "Must be 16 to 255 visible ASCII characters, such as a UUID." }],
  });
}
