import { ConfigurationError } from "../configuration-error.ts";

const keyBytes = 32;

/**
 * The key in the value of the secret CursorKey.
 *
 * @param value 32 bytes in base64.
 * @throws ConfigurationError `SECRET_MALFORMED`
 */
export function cursorKeyFrom(value: string): Uint8Array {
  const bytes = decode(value.trim());
  if (bytes?.byteLength === keyBytes) return bytes;
  throw new ConfigurationError(
    "SECRET_MALFORMED",
    `The secret "CursorKey" must be ${keyBytes} bytes in base64. Set another value: ` +
      'sst secret set CursorKey "$(openssl rand -base64 32)".',
  );
}

function decode(base64: string): Uint8Array | undefined {
  try {
    return Uint8Array.fromBase64(base64);
  } catch {
    return undefined;
  }
}
