import { VisibleError } from "./visible-error.ts";

/** What a team decides outside of the repository, by environment variables or SST's `.env` files. */
export interface Settings {
  /** `AWS_REGION`; Frankfurt unless given. */
  readonly region: string;
  /** `DRAHT_DOMAIN`: what all stages' host names end in, a hosted zone of Route 53. Without it AWS's own URLs are used. */
  readonly domain?: string;
  /** `DRAHT_ALARM_EMAIL`: who gets the alarms. Without it alarms are only seen in the console. */
  readonly alarmEmail?: string;
  /** `DRAHT_ARTEFACTS`: a folder with layers and bundles that were built before. With it nothing is built. */
  readonly artefacts?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const defaultRegion = "eu-central-1";

/** Labels of letters, digits and inner hyphens, at least two of them. Source: RFC 1123, section 2.1. */
const hostName = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;
const email = /^[^\s@,<>]+@[^\s@,<>]+\.[^\s@,<>]+$/;
const region = /^[a-z]{2}(?:-[a-z]+)+-\d$/;

/**
 * Reads the settings; an empty variable is one that is not set.
 *
 * @throws VisibleError `SETTING_INVALID`
 */
export function readSettings(environment: Environment): Settings {
  const setting = (name: string, pattern: RegExp, example: string): string | undefined => {
    const value = environment[name];
    if (value === undefined || value === "") return undefined;
    if (pattern.test(value)) return value;
    throw new VisibleError(
      "SETTING_INVALID",
      `${name} is "${value}": set it to a value such as ${example}, or to none.`,
    );
  };
  const domain = setting("DRAHT_DOMAIN", hostName, "example.com");
  const alarmEmail = setting("DRAHT_ALARM_EMAIL", email, "operations@example.com");
  const artefacts = setting("DRAHT_ARTEFACTS", /^\//, "/home/ada/draht/.draht");
  return {
    region: setting("AWS_REGION", region, defaultRegion) ?? defaultRegion,
    ...(domain !== undefined && { domain }),
    ...(alarmEmail !== undefined && { alarmEmail }),
    ...(artefacts !== undefined && { artefacts }),
  };
}
