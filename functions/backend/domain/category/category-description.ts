import { refuseProblem } from "../exception/refuse-problem.ts";
import { linesProblem, normalizeText } from "../text.ts";

/** In Unicode code points, after normalisation. */
export const categoryDescriptionLength = { minimum: 1, maximum: 500 } as const;

/** What keeps a text from being a category's description, or null. Line breaks and tabs are allowed. */
export function descriptionProblem(text: string): string | null {
  return linesProblem(text, categoryDescriptionLength.maximum);
}

/**
 * The description as it is kept: without surrounding white space, in Unicode normalisation form C.
 *
 * @throws ValidationException with the path `description`.
 */
export function parseDescription(text: string): string {
  refuseProblem("description", descriptionProblem(text));
  return normalizeText(text);
}
