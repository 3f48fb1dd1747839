/** What an API token is made of: `draht_<stage>_<id>_<secret>`. */
export interface TokenText {
  /** The only stage that takes it. */
  readonly stage: string;
  /** A UUID in lower case; no secret. */
  readonly id: string;
}

/** How many random bytes make a secret. They cannot be guessed, whatever an attacker may compute. */
export const secretBytes = 32;

/** Base62: a secret is one word to editors, shells and secret scanners. */
const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Digits that 32 bytes, and the 4 of the checksum, need at most. */
const secretDigits = 43;
const checksumDigits = 6;

const stagePattern = "[A-Za-z0-9-]{1,64}";
const uuidPattern = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

/** What a secret scanner looks for; those whose checksum is wrong are none. */
export const tokenPattern = new RegExp(
  `draht_(${stagePattern})_(${uuidPattern})_[0-9A-Za-z]{${secretDigits + checksumDigits}}`,
);

const wholeToken = new RegExp(`^${tokenPattern.source}$`);

/**
 * Writes a token. Its last six digits are the CRC-32 of what precedes them: a cut or mistyped token, and text that only
 * looks like one, are told from a real one without asking anybody.
 *
 * @param secret 32 random bytes.
 */
export function formatToken({ stage, id }: TokenText, secret: Uint8Array): string {
  const text = `draht_${stage}_${id}_${toDigits(bytesToInteger(secret), secretDigits)}`;
  return text + checksumOf(text);
}

/** The parts of a token that are no secret, or null when the text is none. Whether it is valid is not known by that. */
export function parseToken(text: string): TokenText | null {
  const [, stage, id] = wholeToken.exec(text) ?? [];
  if (stage === undefined || id === undefined) return null;
  return text.endsWith(checksumOf(text.slice(0, -checksumDigits))) ? { stage, id } : null;
}

function checksumOf(text: string): string {
  return toDigits(BigInt(Bun.hash.crc32(text)), checksumDigits);
}

function bytesToInteger(bytes: Uint8Array): bigint {
  return BigInt(`0x${bytes.toHex()}`);
}

function toDigits(value: bigint, length: number): string {
  let rest = value;
  let text = "";
  while (text.length < length) {
    text = (digits[Number(rest % 62n)] ?? "") + text;
    rest /= 62n;
  }
  return text;
}
