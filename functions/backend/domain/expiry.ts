import { refuseProblem } from "./exception/refuse-problem.ts";

const pattern =
  /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;

const latest = Date.parse("9999-12-31T23:59:59Z");

/** What keeps a text from being a point in time (RFC 3339, section 5.6, without leap seconds), or null. */
export function expiryProblem(text: string): string | null {
  const [, year, month, day] = pattern.exec(text) ?? [];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  // A 31st of June is no date, but may become the 1st of July. In UTC, too, a year has four digits.
  return date.getUTCDate() === Number(day) && Date.parse(text) <= latest
    ? null
    : "Must be a date and time with its offset from UTC, such as 2026-12-31T23:59:59Z.";
}

/**
 * The expiry as it is kept: whole seconds, rounded up.
 *
 * @param now What it must be later than.
 * @throws ValidationException with the path `expiresAt`.
 */
export function parseExpiry(text: string, now: Date): Date {
  refuseProblem("expiresAt", expiryProblem(text));
  const milliseconds = Math.ceil(new Date(text).getTime() / 1000) * 1000;
  refuseProblem("expiresAt", milliseconds > now.getTime() ? null : "Must be in the future.");
  return new Date(milliseconds);
}
