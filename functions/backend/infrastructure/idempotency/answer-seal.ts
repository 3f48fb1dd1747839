/** Of AES-GCM. Source: NIST SP 800-38D, section 8.2. */
const nonceBytes = 12;

/**
 * Seals answers under the caller's own key, AES-256-GCM: an answer may hold what is shown once, such as a new token, and
 * whoever can read the table must not learn it. The table has a hash of the key only, from which neither follows.
 */
export class AnswerSeal {
  /** Names the record of a caller's key without giving away the key; the seal is bound to it. */
  readonly recordKey: string;
  readonly #secret: Uint8Array<ArrayBuffer>;

  /** @param key What the seal is as strong as. Nobody else can guess a UUID. */
  constructor(callerId: string, key: string) {
    // Each part of its own hash input, so that no two callers and keys run together.
    this.recordKey = hmac(key, `draht idempotency record\n${callerId}`).toString("base64url");
    this.#secret = Uint8Array.from(hmac(key, `draht idempotency answer\n${callerId}`));
  }

  async seal(answer: string): Promise<Uint8Array> {
    const iv = crypto.getRandomValues(new Uint8Array(nonceBytes));
    const text = new TextEncoder().encode(answer);
    const sealed = await crypto.subtle.encrypt(this.#parameters(iv), await this.#importKey("encrypt"), text);
    const bytes = new Uint8Array(nonceBytes + sealed.byteLength);
    bytes.set(iv);
    bytes.set(new Uint8Array(sealed), nonceBytes);
    return bytes;
  }

  /** @throws DOMException when it was not sealed by `seal` with the same key: the table was written by something else. */
  async open(sealed: Uint8Array): Promise<string> {
    const bytes = Uint8Array.from(sealed);
    const parameters = this.#parameters(bytes.slice(0, nonceBytes));
    const answer = await crypto.subtle.decrypt(parameters, await this.#importKey("decrypt"), bytes.slice(nonceBytes));
    return new TextDecoder().decode(answer);
  }

  #parameters(iv: Uint8Array<ArrayBuffer>) {
    return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(this.recordKey) };
  }

  #importKey(use: "encrypt" | "decrypt") {
    return crypto.subtle.importKey("raw", this.#secret, "AES-GCM", false, [use]);
  }
}

function hmac(key: string, text: string): Buffer {
  return new Bun.CryptoHasher("sha256", key).update(text).digest();
}
