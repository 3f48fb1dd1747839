import { refuseProblem } from "../exception/refuse-problem.ts";
import { encodingProblem, hasLineControl, lengthProblem, normalizeText } from "../text.ts";

/** In Unicode code points, after normalisation. */
export const categoryNameLength = { minimum: 1, maximum: 100 } as const;

/** A category's name as it is shown, and the key by which two names are the same. */
export class CategoryName {
  /** Without surrounding white space, in Unicode normalisation form C. */
  readonly value: string;
  /**
   * Equal for names that a reader would take for the same: case, compatibility forms (full width, ligatures), kinds and
   * runs of white space and invisible characters are levelled.
   */
  readonly key: string;

  private constructor(value: string) {
    this.value = value;
    this.key = toKey(value);
  }

  /** @throws ValidationException with the path `name`. */
  static parse(text: string): CategoryName {
    refuseProblem("name", CategoryName.problemOf(text));
    return new CategoryName(normalizeText(text));
  }

  /** A name that was checked before it was stored. */
  static restore(value: string): CategoryName {
    return new CategoryName(value);
  }

  /** What keeps a text from being a name, or null. */
  static problemOf(text: string): string | null {
    const value = normalizeText(text);
    if (hasLineControl(value)) return "Must not contain control characters such as line breaks or tabs.";
    if (toKey(value) === "") return "Must contain at least one visible character.";
    return encodingProblem(value) ?? lengthProblem(value, categoryNameLength.maximum);
  }

  isSameAs(other: CategoryName): boolean {
    return this.key === other.key;
  }
}

/**
 * Approximates the caseless compatibility match of the Unicode standard (section 3.13, D146). ECMAScript has no case
 * folding, and upper then lower case differs from it in single letters only. One pass may produce characters that the
 * next one maps further, so passes repeat until nothing changes.
 */
function toKey(value: string): string {
  let key = value;
  for (;;) {
    const next = key
      .normalize("NFKC")
      .toUpperCase()
      .toLowerCase()
      .normalize("NFKC")
      .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, "")
      .replaceAll(/\s+/gu, " ")
      .trim();
    if (next === key) return key;
    key = next;
  }
}
