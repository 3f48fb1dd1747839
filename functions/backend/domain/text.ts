/** Text as it is kept: without surrounding white space, in Unicode normalisation form C. */
export function normalizeText(text: string): string {
  return text.trim().normalize("NFC");
}

/** What keeps a text from being stored as UTF-8, or null. */
export function encodingProblem(text: string): string | null {
  return text.isWellFormed() ? null : "Must be well-formed Unicode: it holds half of a surrogate pair.";
}

/** What keeps a text from being kept at its length, or null. Characters are Unicode code points. */
export function lengthProblem(text: string, maximum: number): string | null {
  const length = Array.from(text).length;
  return length > maximum ? `Must have at most ${maximum} characters; it has ${length}.` : null;
}
