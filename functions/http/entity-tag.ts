import { HttpException } from "./http-exception.ts";

/** RFC 9110, section 8.8.3. */
export interface EntityTag {
  readonly weak: boolean;
  /** Without the quotes. */
  readonly opaque: string;
}

/** The strong entity tag of a thing's version: `"3"`. */
export function toEntityTag(version: number): string {
  return `"${version}"`;
}

/** The strong entity tag of exactly these bytes: the first 128 bits of their SHA-256. */
export function toContentTag(content: string | Uint8Array): string {
  const hash = new Bun.CryptoHasher("sha256").update(content).digest();
  return `"${hash.subarray(0, 16).toString("base64url")}"`;
}

const tag = /(W\/)?"([\u0021\u0023-\u007e\u0080-\u00ff]*)"/y;
const separator = /[ \t]*(?:,[ \t]*|$)/y;

/**
 * The value of If-Match or If-None-Match: `*` or a list of entity tags. Empty elements are skipped (RFC 9110, section
 * 5.6.1.2).
 *
 * @param name The header's, for the message.
 * @throws HttpException 400 `invalid-request`
 */
export function parseEntityTags(name: string, value: string): "*" | readonly EntityTag[] {
  if (value.trim() === "*") return "*";
  const tags: EntityTag[] = [];
  let offset = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = offset;
    const match = pattern.exec(value);
    if (match !== null) offset = pattern.lastIndex;
    return match;
  };

  take(/[ \t]*/y);
  while (offset < value.length) {
    const match = take(tag);
    if (match !== null) tags.push({ weak: match[1] !== undefined, opaque: match[2] ?? "" });
    if (take(separator) === null) throw malformed(name);
  }
  if (tags.length === 0) throw malformed(name);
  return tags;
}

function malformed(name: string): HttpException {
  const detail = 'Must be * or entity tags in double quotes, separated by commas, such as "3".';
  return new HttpException(400, "invalid-request", `The header ${name} cannot be read. ${detail}`, {
    errors: [{ header: name, detail }],
  });
}
