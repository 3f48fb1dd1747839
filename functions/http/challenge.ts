/**
 * The value of `www-authenticate` for a token that is not enough, with the attributes in their order. Their values are
 * written as they are: they may hold no double quote and no backslash.
 *
 * Source: RFC 6750, section 3.
 */
export function challenge(
  error: "invalid_token" | "insufficient_scope",
  attributes: Readonly<Record<string, string>> = {},
): string {
  const all = Object.entries({ realm: "draht", error, ...attributes });
  return `Bearer ${all.map(([name, value]) => `${name}="${value}"`).join(", ")}`;
}
