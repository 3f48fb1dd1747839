/** The account of everything local. */
export const localAccount = "000000000000";

/** The ARN of a local function. */
export function functionArn(region: string, functionName: string): string {
  return `arn:aws:lambda:${region}:${localAccount}:function:${functionName}`;
}
