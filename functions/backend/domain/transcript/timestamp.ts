const pattern =
  /^(?<year>\d{4})-(?<month>0[1-9]|1[0-2])-(?<day>0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;

/**
 * What keeps a value from being a point in time, or null.
 *
 * Source: RFC 3339, section 5.6.
 */
export function timestampProblem(value: unknown): string | null {
  const parts = typeof value === "string" ? pattern.exec(value)?.groups : undefined;
  const { year, month, day } = parts ?? {};
  const isTime = day !== undefined && Number(day) <= daysIn(Number(year), Number(month));
  return isTime ? null : "Must be a date and time with time zone as in RFC 3339, such as 2026-01-02T03:04:05.678Z.";
}

/** Leap years repeat every 400 years; `Date` takes the years 0 to 99 for those of the 20th century. */
function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}
