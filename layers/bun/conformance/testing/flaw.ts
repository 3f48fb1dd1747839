/** What runtimes get wrong, and which of the cases in `flaws.ts` notices it. */
export const FLAWS = [
  "reports a throw as success",
  "posts an error after the response began",
  "sends again on a broken connection",
  "swallows rejections",
  "ends on status 413",
  "logs without request id",
] as const;

export type Flaw = (typeof FLAWS)[number];

export function isFlaw(text: string): text is Flaw {
  return FLAWS.some((flaw) => flaw === text);
}
