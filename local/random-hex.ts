/** `bytes` random bytes, two hexadecimal digits each. */
export function randomHex(bytes: number): string {
  return crypto.getRandomValues(new Uint8Array(bytes)).toHex();
}
