import { ValidationException } from "../exception/validation-exception.ts";
import { encodingProblem, lengthProblem, normalizeText } from "../text.ts";

/** In Unicode code points, after normalisation. */
export const categoryDescriptionLength = { minimum: 1, maximum: 500 } as const;

/** What keeps a text from being a category's description, or null. Line breaks and tabs are allowed. */
export function descriptionProblem(text: string): string | null {
  const value = normalizeText(text);
  if (value === "") return "Must not be empty; use null for no description.";
  if (/[^\P{Cc}\n\r\t]/u.test(value)) return "Must not contain control characters other than line breaks and tabs.";
  return encodingProblem(value) ?? lengthProblem(value, categoryDescriptionLength.maximum);
}

/**
 * The description as it is kept: without surrounding white space, in Unicode normalisation form C.
 *
 * @throws ValidationException with the path `description`.
 */
export function parseDescription(text: string): string {
  const problem = descriptionProblem(text);
  if (problem !== null) throw new ValidationException([{ path: ["description"], message: problem }]);
  return normalizeText(text);
}
