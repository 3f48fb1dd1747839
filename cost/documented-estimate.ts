/** What docs/cost.md shows: the stage, with all that its settings may add, and the requests to its API in a month. */
export const documentedStage = "prod";
export const documentedSettings = { DRAHT_DOMAIN: "example.com", DRAHT_ALARM_EMAIL: "operations@example.com" } as const;
export const documentedLevels: readonly number[] = [10_000, 1_000_000, 30_000_000];
