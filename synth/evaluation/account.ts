/** The account and region that a synthesis takes place in: nothing of it exists. */
export interface Account {
  /** Twelve digits. */
  readonly id: string;
  readonly region: string;
}

/** The account number that AWS uses in its documentation. */
export const exampleAccountId = "123456789012";

/** An Amazon Resource Name in the account's region, or in `region`, which is empty for global services. */
export function arn(account: Account, service: string, resource: string, region = account.region): string {
  return `arn:aws:${service}:${region}:${account.id}:${resource}`;
}
