import { localOrigin } from "../functions/manifest/cors.ts";

/** What differs between stages. A stack reads it here and nowhere asks for the stage's name. */
export interface StageFacts {
  /** What stands before the domain in the stage's host names: empty for the domain itself, undefined for none at all. */
  readonly subdomain: string | undefined;
  /** What `sst remove` does with tables: delete them, or leave them in the account. The site's files always go. */
  readonly removal: "remove" | "retain";
  /** Whether `sst remove` refuses the whole stage. */
  readonly protect: boolean;
  /** Whether DynamoDB refuses to delete a table, whoever asks: SST, the console or the API. */
  readonly deletionProtection: boolean;
  /** Whether tables can be restored to any second of the last 35 days. */
  readonly pointInTimeRecovery: boolean;
  /** How long CloudWatch keeps logs; one of the numbers that it takes. */
  readonly logRetentionDays: number;
  /** Whether there are alarms and a dashboard. Each alarm on a metric costs, and nobody watches a disposable stage. */
  readonly monitored: boolean;
  /** What each route answers at most, to all callers together; more gets 429. A burst is counted in requests. */
  readonly throttling: { readonly requestsPerSecond: number; readonly burst: number };
  /** Origins, besides the site's own, whose pages a browser lets call the API. */
  readonly foreignOrigins: readonly string[];
}

/** A developer's or a pull request's own stage: removed without a trace, and too short-lived for a certificate. */
const disposable: StageFacts = {
  subdomain: undefined,
  removal: "remove",
  protect: false,
  deletionProtection: false,
  pointInTimeRecovery: false,
  logRetentionDays: 7,
  monitored: false,
  throttling: { requestsPerSecond: 50, burst: 100 },
  foreignOrigins: [localOrigin],
};

const dev: StageFacts = { ...disposable, subdomain: "dev" };

/** As production in all that can be observed from outside, so that what works here works there. */
const test: StageFacts = {
  ...disposable,
  subdomain: "test",
  logRetentionDays: 30,
  monitored: true,
  throttling: { requestsPerSecond: 500, burst: 1000 },
  foreignOrigins: [],
};

const prod: StageFacts = {
  subdomain: "",
  removal: "retain",
  protect: true,
  deletionProtection: true,
  pointInTimeRecovery: true,
  logRetentionDays: 365,
  monitored: true,
  throttling: { requestsPerSecond: 500, burst: 1000 },
  foreignOrigins: [],
};

/**
 * `production` has the facts of `prod`, but stays a stage of its own: its resources are named after it, and it asks for
 * the same host names. An account uses one of the two names.
 */
const stages: ReadonlyMap<string, StageFacts> = new Map([
  ["dev", dev],
  ["test", test],
  ["prod", prod],
  ["production", prod],
]);

/** Facts of a stage by name. A name that is not in the table is a disposable stage's. */
export function stageFacts(stage: string): StageFacts {
  return stages.get(stage) ?? disposable;
}

/** Host names of a stage that has a domain. */
export interface Hosts {
  readonly site: string;
  readonly api: string;
}

/** The stage's host names below the domain: `dev.example.com` for the site, `api.dev.example.com` for the API. */
export function hostsOf({ subdomain }: Pick<StageFacts, "subdomain">, domain: string | undefined): Hosts | undefined {
  if (domain === undefined || subdomain === undefined) return undefined;
  const site = subdomain === "" ? domain : `${subdomain}.${domain}`;
  return { site, api: `api.${site}` };
}

/** Origins whose pages a browser lets call the API: the site's own, once it has a name, and the foreign ones. */
export function webOrigins({ foreignOrigins }: Pick<StageFacts, "foreignOrigins">, hosts: Hosts | undefined): string[] {
  return [...(hosts ? [`https://${hosts.site}`] : []), ...foreignOrigins];
}
