import { refuseProblem } from "../exception/refuse-problem.ts";
import { encodingProblem, lengthProblem, normalizeText } from "../text.ts";

/** In Unicode code points, after normalisation. */
export const tokenNameLength = { minimum: 1, maximum: 100 } as const;

/** What keeps a text from being a token's name, or null. Names need not be unique. */
export function tokenNameProblem(text: string): string | null {
  const value = normalizeText(text);
  if (/\p{Cc}/u.test(value)) return "Must not contain control characters such as line breaks or tabs.";
  if (!/[^\p{Default_Ignorable_Code_Point}\s]/u.test(value)) return "Must contain at least one visible character.";
  return encodingProblem(value) ?? lengthProblem(value, tokenNameLength.maximum);
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
