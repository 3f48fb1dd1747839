/**
 * The token in the value of an Authorization header, or null when it holds none. The scheme is written in any case; what
 * follows is one `token68`.
 *
 * Sources: RFC 6750, section 2.1; RFC 9110, section 11.
 */
export function bearerToken(header: string): string | null {
  return /^bearer +([A-Za-z0-9._~+/-]+=*) *$/i.exec(header)?.[1] ?? null;
}
