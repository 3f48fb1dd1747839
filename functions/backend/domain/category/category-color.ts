import { refuseProblem } from "../exception/refuse-problem.ts";

/** Six hexadecimal digits behind a number sign, as in CSS. */
export const categoryColorPattern = /^#[0-9A-Fa-f]{6}$/;

/** What keeps a text from being a category's colour, or null. */
export function colorProblem(text: string): string | null {
  return categoryColorPattern.test(text) ? null : "Must be a colour such as #1e90ff: # and six hexadecimal digits.";
}

/**
 * The colour as it is kept, in lower case.
 *
 * @throws ValidationException with the path `color`.
 */
export function parseColor(text: string): string {
  refuseProblem("color", colorProblem(text));
  return text.toLowerCase();
}
