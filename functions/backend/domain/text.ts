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

/** Whether a text holds control characters or Unicode's own separators of lines and paragraphs (U+2028, U+2029). */
export function hasLineControl(text: string): boolean {
  return /[\p{Cc}\p{Zl}\p{Zp}]/u.test(text);
}

/** What keeps a text from being one line that a reader can see, or null. Judged as it is kept. */
export function lineProblem(text: string, maximum: number): string | null {
  const value = normalizeText(text);
  if (hasLineControl(value)) return "Must not contain control characters such as line breaks or tabs.";
  if (!/[^\s\p{Default_Ignorable_Code_Point}]/u.test(value)) return "Must contain at least one visible character.";
  return encodingProblem(value) ?? lengthProblem(value, maximum);
}

/** What keeps a text from being kept as one or more lines, or null. Judged as it is kept. */
export function linesProblem(text: string, maximum: number): string | null {
  const value = normalizeText(text);
  if (value === "") return "Must not be empty; use null for none.";
  if (/[^\P{Cc}\n\r\t]/u.test(value)) return "Must not contain control characters other than line breaks and tabs.";
  return encodingProblem(value) ?? lengthProblem(value, maximum);
}
