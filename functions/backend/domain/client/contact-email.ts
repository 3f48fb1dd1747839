import { refuseProblem } from "../exception/refuse-problem.ts";

/** In characters. RFC 5321, section 4.5.3.1: a path has up to 256, two of which are its brackets. */
export const contactEmailLength = { minimum: 3, maximum: 254 } as const;

/** In characters. RFC 5321, section 4.5.3.1.1. */
const maximumLocalPart = 64;

/**
 * What browsers take in an input for e-mail addresses.
 *
 * Source: HTML Living Standard, "valid email address".
 */
export const contactEmailPattern =
  /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;

/** What keeps a text from being an e-mail address, or null. Whether mail arrives there is not known. */
export function contactEmailProblem(text: string): string | null {
  const isTooLong = text.length > contactEmailLength.maximum || text.indexOf("@") > maximumLocalPart;
  if (isTooLong) {
    return `Must have at most ${contactEmailLength.maximum} characters, and at most ${maximumLocalPart} before the @.`;
  }
  return contactEmailPattern.test(text) ? null : "Must be an e-mail address such as ada@example.com, or null for none.";
}

/**
 * The address as it is kept: just as it is given, since what stands before the @ may be case-sensitive.
 *
 * @throws ValidationException with the path `contactEmail`.
 */
export function parseContactEmail(text: string): string {
  refuseProblem("contactEmail", contactEmailProblem(text));
  return text;
}
