import { refuseProblem } from "../exception/refuse-problem.ts";
import { lineProblem, normalizeText } from "../text.ts";

/** In Unicode code points, after normalisation. */
export const tokenNameLength = { minimum: 1, maximum: 100 } as const;

/** What keeps a text from being a token's name, or null. Names need not be unique. */
export function tokenNameProblem(text: string): string | null {
  return lineProblem(text, tokenNameLength.maximum);
}

/**
 * The name as it is kept: without surrounding white space, in Unicode normalisation form C.
 *
 * @throws ValidationException with the path `name`.
 */
export function parseTokenName(text: string): string {
  refuseProblem("name", tokenNameProblem(text));
  return normalizeText(text);
}
