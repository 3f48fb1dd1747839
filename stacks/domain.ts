/// <reference path="../.sst/platform/config.d.ts" />
import { readSettings } from "./settings.ts";
import { hostsOf, stageFacts } from "./stage.ts";

/** The stage's host names; none without a domain, and none for a stage that gets no name of its own. */
export const hosts = hostsOf(stageFacts($app.stage), readSettings(process.env).domain);

/** A host name with its certificate and its record, both in the hosted zone that Route 53 has for it. */
export function domainOf(name: string) {
  return { name, dns: sst.aws.dns() };
}
