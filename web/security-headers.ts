/**
 * Headers of every page that do not change from one to the next.
 *
 * Source: OWASP, "HTTP Headers Cheat Sheet".
 */
export const securityHeaders: ReadonlyMap<string, string> = new Map([
  ["strict-transport-security", "max-age=31536000"],
  ["x-content-type-options", "nosniff"],
  ["x-frame-options", "DENY"],
  ["referrer-policy", "no-referrer"],
  ["permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"],
  ["cross-origin-opener-policy", "same-origin"],
  ["cross-origin-resource-policy", "same-origin"],
]);

/**
 * The Content-Security-Policy of a page: scripts only with this response's nonce and what they load themselves, everything
 * else only from the site itself.
 *
 * @param nonce Base64, never used before.
 * @param development Whether React's development build runs, which needs `eval` and styles in the page.
 *
 * Source: W3C, "Content Security Policy Level 3", 8.2, "Usage of 'strict-dynamic'".
 */
export function contentSecurityPolicy(nonce: string, development: boolean): string {
  const scripts = ["'self'", `'nonce-${nonce}'`, "'strict-dynamic'", ...(development ? ["'unsafe-eval'"] : [])];
  const styles = ["'self'", ...(development ? ["'unsafe-inline'"] : [])];
  return [
    "default-src 'none'",
    `script-src ${scripts.join(" ")}`,
    `style-src ${styles.join(" ")}`,
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
