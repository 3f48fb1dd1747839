import { refuseProblem } from "../exception/refuse-problem.ts";
import { linesProblem, normalizeText } from "../text.ts";

/** In Unicode code points, after normalisation. */
export const clientNotesLength = { minimum: 1, maximum: 5000 } as const;

/** What keeps a text from being the notes about a client, or null. Line breaks and tabs are allowed. */
export function clientNotesProblem(text: string): string | null {
  return linesProblem(text, clientNotesLength.maximum);
}

/**
 * The notes as they are kept: without surrounding white space, in Unicode normalisation form C.
 *
 * @throws ValidationException with the path `notes`.
 */
export function parseClientNotes(text: string): string {
  refuseProblem("notes", clientNotesProblem(text));
  return normalizeText(text);
}
