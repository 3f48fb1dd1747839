import type { Clock } from "../application/ports/clock.ts";
import type { Claim, IdempotencyStore, KeyedRequest } from "../application/ports/idempotency-store.ts";

interface StoredRequest {
  readonly fingerprint: string;
  readonly newId: string;
  invocationId: string;
  leaseUntil: number;
  answer?: string;
  readonly expiresAt: number;
}

/** A store for tests; the store contract holds it to what DynamoDB's does. */
export class InMemoryIdempotencyStore implements IdempotencyStore {
  readonly #requests = new Map<string, StoredRequest>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async claim(request: KeyedRequest): Promise<Claim> {
    const { fingerprint, invocationId, leaseMilliseconds } = request;
    const now = this.#clock.now().getTime();
    const leaseUntil = now + leaseMilliseconds + 1_000;
    const existing = this.#requests.get(nameOf(request));
    if (existing === undefined || existing.expiresAt <= now) {
      const newId = Bun.randomUUIDv7("hex", now);
      const expiresAt = now + 24 * 60 * 60 * 1_000;
      this.#requests.set(nameOf(request), { fingerprint, newId, invocationId, leaseUntil, expiresAt });
      return { outcome: "claimed", newId };
    }
    if (existing.fingerprint !== fingerprint) return { outcome: "mismatch" };
    if (existing.answer !== undefined) return { outcome: "answered", answer: existing.answer };
    if (existing.invocationId === invocationId) return { outcome: "claimed", newId: existing.newId };
    if (existing.leaseUntil > now) return { outcome: "in-flight" };
    Object.assign(existing, { invocationId, leaseUntil });
    return { outcome: "claimed", newId: existing.newId };
  }

  async complete(request: KeyedRequest, answer: string): Promise<void> {
    if (answer.length > 390_000) return this.release(request);
    const own = this.#own(request);
    if (own !== undefined) own.answer = answer;
  }

  async release(request: KeyedRequest): Promise<void> {
    const own = this.#own(request);
    if (own !== undefined) own.leaseUntil = 0;
  }

  #own(request: KeyedRequest): StoredRequest | undefined {
    const stored = this.#requests.get(nameOf(request));
    return stored?.invocationId === request.invocationId ? stored : undefined;
  }
}

function nameOf({ callerId, key }: KeyedRequest): string {
  return JSON.stringify([callerId, key]);
}
