import { UsageError } from "./usage-error.ts";

/**
 * The value of an option that is a number above 0.
 *
 * @throws UsageError where it is not.
 */
export function positiveNumber(option: string, text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new UsageError(`${option} ${text} is not a number above 0.`);
}

/**
 * The value of an option that is a whole number above 0.
 *
 * @throws UsageError where it is not.
 */
export function positiveInteger(option: string, text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value > 0) return value;
  throw new UsageError(`${option} ${text} is not a whole number above 0.`);
}
