/** The middle value; the mean of the two middle ones of an even number. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The middle half of the values: from the first quartile to the third. */
export function middleHalf(values: readonly number[]): readonly [from: number, to: number] {
  return [quantile(values, 0.25), quantile(values, 0.75)];
}

/**
 * The value that the given fraction of the values does not exceed, interpolated between two neighbours: definition 7 of
 * Hyndman and Fan, "Sample Quantiles in Statistical Packages" (1996).
 *
 * @throws RangeError of no values
 */
export function quantile(values: readonly number[], fraction: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * fraction;
  const lower = sorted[Math.floor(place)];
  const upper = sorted[Math.ceil(place)];
  if (lower === undefined || upper === undefined) throw new RangeError("There is no quantile of no values.");
  return lower + (upper - lower) * (place - Math.floor(place));
}
