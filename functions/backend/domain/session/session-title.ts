import { refuseProblem } from "../exception/refuse-problem.ts";
import { lineProblem, normalizeText } from "../text.ts";

/** In Unicode code points, after normalisation. */
export const sessionTitleLength = { minimum: 1, maximum: 200 } as const;

/** What keeps a text from being a session's title, or null. */
export function sessionTitleProblem(text: string): string | null {
  return lineProblem(text, sessionTitleLength.maximum);
}

/**
 * The title as it is kept: without surrounding white space, in Unicode normalisation form C.
 *
 * @throws ValidationException with the path `title`.
 */
export function parseSessionTitle(text: string): string {
  refuseProblem("title", sessionTitleProblem(text));
  return normalizeText(text);
}
