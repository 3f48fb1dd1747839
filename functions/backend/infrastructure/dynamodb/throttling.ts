export { overloaded } from "./unavailable.ts";

/** Runs a call to DynamoDB. */
export async function refusingWhenThrottled<Result>(call: () => Promise<Result>): Promise<Result> {
  return await call();
}
