/** What AWS asks for something, without tax, free tier and volume discount. */
export interface Price {
  readonly name: string;
  /** US dollars for so many units as `count` says. */
  readonly usd: number;
  readonly count: number;
  /** What is counted, in the plural: `requests`. */
  readonly unit: string;
  /** Where AWS publishes it. */
  readonly source: string;
  /**
   * When it stood there, as a copy of the price list tells that was published with its date. Undefined where no such copy
   * was found, and the price is that of another Region or of an undated page.
   */
  readonly seen: string | undefined;
}

/** What so many units cost, in US dollars. */
export function costOf(units: number, { usd, count }: Price): number {
  return (units / count) * usd;
}
