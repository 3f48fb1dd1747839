/** The runtime did something else than the contract asks. */
export class UnmetExpectation extends Error {
  readonly code = "UNMET_EXPECTATION";
  readonly expected: string;
  readonly received: string;

  constructor(what: string, expected: string, received: string) {
    super(`${what}: expected ${expected}, received ${received}`);
    this.name = "UnmetExpectation";
    this.expected = expected;
    this.received = received;
  }
}

/** @throws UnmetExpectation where the two are not deeply equal. */
export function expectEqual(what: string, received: unknown, expected: unknown): void {
  if (!Bun.deepEquals(received, expected)) throw new UnmetExpectation(what, show(expected), show(received));
}

/** @throws UnmetExpectation where the text does not match. */
export function expectMatch(what: string, received: unknown, pattern: RegExp): void {
  if (typeof received === "string" && pattern.test(received)) return;
  throw new UnmetExpectation(what, String(pattern), show(received));
}

/** @throws UnmetExpectation where the condition on what was received does not hold. */
export function expectThat(what: string, received: unknown, expected: string, holds: boolean): void {
  if (!holds) throw new UnmetExpectation(what, expected, show(received));
}

const maxLength = 500;

function show(value: unknown): string {
  const text = Bun.inspect(value, { depth: 6, compact: true, colors: false }).replaceAll(/\s*\n\s*/g, " ");
  return text.length <= maxLength ? text : `${text.slice(0, maxLength)}…`;
}
