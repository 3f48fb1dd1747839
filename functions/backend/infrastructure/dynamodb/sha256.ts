/** What is hashed, as the AWS SDK gives it. */
type SourceData = string | ArrayBuffer | ArrayBufferView;

/**
 * SHA-256, and HMAC-SHA-256 with a secret, in the form that the AWS SDK takes for signing. Bun's native hasher: the
 * SDK's own needs `node:crypto`, whose import alone costs several milliseconds of init.
 */
export class Sha256 {
  readonly digestLength = 32;
  readonly #secret: Uint8Array | undefined;
  #hasher: Bun.CryptoHasher;

  constructor(secret?: SourceData) {
    this.#secret = secret === undefined ? undefined : toBytes(secret);
    this.#hasher = this.#start();
  }

  update(chunk: SourceData): void {
    this.#hasher.update(toBytes(chunk));
  }

  digest(): Promise<Uint8Array> {
    // The copy keeps the state, so that a digest may be asked for twice.
    return Promise.resolve(new Uint8Array(this.#hasher.copy().digest()));
  }

  reset(): void {
    this.#hasher = this.#start();
  }

  #start(): Bun.CryptoHasher {
    return new Bun.CryptoHasher("sha256", this.#secret);
  }
}

function toBytes(data: SourceData): Uint8Array {
  if (typeof data === "string") return new TextEncoder().encode(data);
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
