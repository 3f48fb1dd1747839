import { refuseProblem } from "../exception/refuse-problem.ts";

/** In characters; what one label of a DNS name holds (RFC 1035, section 2.3.4). */
export const clientSlugLength = { minimum: 1, maximum: 63 } as const;

/** Words of letters and digits, joined by single hyphens. */
export const clientSlugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** What keeps a text from being a client's slug, or null. */
export function clientSlugProblem(text: string): string | null {
  if (text.length > clientSlugLength.maximum) {
    return `Must have at most ${clientSlugLength.maximum} characters; it has ${text.length}.`;
  }
  return clientSlugPattern.test(text)
    ? null
    : "Must be words of the letters a to z and digits, joined by single hyphens, such as acme-studios.";
}

/** @throws ValidationException with the path `slug`. */
export function parseClientSlug(text: string): string {
  refuseProblem("slug", clientSlugProblem(text));
  return text;
}

/** Letters that no normalisation form takes apart, as they are commonly written without them. */
const writtenAs: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ı: "i",
  þ: "th",
  ð: "d",
};

/**
 * The slug for a name: accents go, and whatever is neither a letter of a to z nor a digit becomes a hyphen. Cut at a
 * word's end where it is too long.
 *
 * @throws ValidationException with the path `slug` when nothing of the name can stand in a slug.
 */
export function deriveClientSlug(name: string): string {
  const words = name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/\p{Mark}/gu, "")
    .replaceAll(/[ßæœøłđıþð]/g, (letter) => writtenAs[letter] ?? "")
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
  if (words.length === 0) refuseProblem("slug", "Cannot be made of this name. Send one, such as acme-studios.");
  let slug = "";
  for (const word of words) {
    const longer = slug === "" ? word.slice(0, clientSlugLength.maximum) : `${slug}-${word}`;
    if (longer.length > clientSlugLength.maximum) break;
    slug = longer;
  }
  return slug;
}
