/** What runtimes get wrong, and which of the cases in `flaws.ts` notices it. */
export const flaws = [
  "reports a throw as success",
  "posts an error after the response began",
  "sends again on a broken connection",
  "swallows rejections",
  "ends on status 413",
  "logs without request id",
] as const;

export type Flaw = (typeof flaws)[number];

export function isFlaw(text: string): text is Flaw {
  return flaws.some((flaw) => flaw === text);
}
