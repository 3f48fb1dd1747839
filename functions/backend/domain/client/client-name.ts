import { refuseProblem } from "../exception/refuse-problem.ts";
import { lineProblem, normalizeText } from "../text.ts";

/** In Unicode code points, after normalisation. */
export const clientNameLength = { minimum: 1, maximum: 100 } as const;

/** What keeps a text from being a client's name, or null. */
export function clientNameProblem(text: string): string | null {
  return lineProblem(text, clientNameLength.maximum);
}

/**
 * The name as it is kept: without surrounding white space, in Unicode normalisation form C.
 *
 * @throws ValidationException with the path `name`.
 */
export function parseClientName(text: string): string {
  refuseProblem("name", clientNameProblem(text));
  return normalizeText(text);
}
