import { costOf } from "./price.ts";
import { prices } from "./prices.ts";
import type { StageParts } from "./stage-parts.ts";
import { assumptions, type RequestClass, requestClasses } from "./workload.ts";

const gigabyte = 1024 ** 3;
const hoursPerMonth = 730;
const daysPerMonth = 30;

/** A line of the bill, in US dollars for a month. */
export interface CostItem {
  readonly name: string;
  readonly usd: number;
}

/** Parts of a line that belong together. */
type Parts = readonly number[];

/**
 * What a stage costs in a month with so many requests to its API, from published prices and what is assumed in
 * `workload.ts`. Free tier, taxes and discounts for volume are left out.
 */
export function monthlyCost(parts: StageParts, requests: number): CostItem[] {
  const pages = requests * assumptions.pageShare;
  return [
    item("HTTP API", [costOf(requests, prices.apiRequests)]),
    item("Lambda", lambda(parts, requests, pages)),
    item("DynamoDB: requests", tableRequests(requests)),
    item("DynamoDB: storage", tableStorage(parts, requests)),
    item("Logs", logs(parts, requests, pages)),
    item("Metrics of each route", [costOf(metricMonths(requests), prices.customMetrics)]),
    item("Alarms and dashboard", [
      costOf(parts.alarmMetrics, prices.alarmMetrics),
      costOf(parts.dashboards, prices.dashboards),
    ]),
    item("Site: CloudFront", site(pages)),
    item("Transfer to the internet", [costOf(answeredBytes(requests) / gigabyte, prices.transfer)]),
    item("S3", [costOf(assumptions.objectGigabytes, prices.objectStorage)]),
  ];
}

function item(name: string, parts: Parts): CostItem {
  return { name, usd: parts.reduce((sum, part) => sum + part, 0) };
}

/** Of all items. */
export function total(items: readonly CostItem[]): number {
  return items.reduce((sum, { usd }) => sum + usd, 0);
}

function lambda({ memoryMB }: StageParts, requests: number, pages: number): Parts {
  const { authorizerShare, authorizerRoundTrips, pageMilliseconds } = assumptions;
  const calls = [
    ...requestClasses.map(({ operationId, share, roundTrips }) => ({
      name: operationId,
      count: requests * share,
      milliseconds: milliseconds(roundTrips),
    })),
    { name: "authorizer", count: requests * authorizerShare, milliseconds: milliseconds(authorizerRoundTrips) },
    { name: "site", count: pages, milliseconds: pageMilliseconds },
  ];
  return calls.flatMap(({ name, count, milliseconds }) => {
    const memory = memoryMB.get(name);
    if (memory === undefined) throw new RangeError(`The stage has no function ${name}.`);
    const seconds = (milliseconds + assumptions.coldShare * assumptions.initMilliseconds) / 1000;
    return [costOf(count, prices.invocations), costOf((count * seconds * memory) / 1024, prices.gigabyteSeconds)];
  });
}

function milliseconds(roundTrips: number): number {
  return assumptions.handlerMilliseconds + roundTrips * assumptions.roundTripMilliseconds;
}

function tableRequests(requests: number): Parts {
  const { authorizerShare, authorizerReadUnits } = assumptions;
  const reads = perRequest(({ readUnits }) => readUnits) + authorizerShare * authorizerReadUnits;
  return [
    costOf(requests * reads, prices.readUnits),
    costOf(requests * perRequest(({ writeUnits }) => writeUnits), prices.writeUnits),
  ];
}

function tableStorage({ pointInTimeRecovery }: StageParts, requests: number): Parts {
  const stored = requests * assumptions.growthMonths * perRequest(({ storedBytes }) => storedBytes);
  return [
    costOf(stored / gigabyte, prices.tableStorage),
    pointInTimeRecovery ? costOf(stored / gigabyte, prices.pointInTimeRecovery) : 0,
  ];
}

function logs({ logRetentionDays }: StageParts, requests: number, pages: number): Parts {
  const { accessLogBytes, functionLogBytes, authorizerShare, logCompression, growthMonths } = assumptions;
  const bytes = requests * (accessLogBytes + functionLogBytes * (1 + authorizerShare)) + pages * functionLogBytes;
  const months = Math.min(growthMonths, logRetentionDays / daysPerMonth);
  return [
    costOf(bytes / gigabyte, prices.logIngestion),
    costOf((bytes / gigabyte) * months * logCompression, prices.logStorage),
  ];
}

/**
 * A metric costs for the hours in which it got data. Requests that come at random leave out the more hours the fewer they
 * are (Poisson). Each route has a metric of its requests, its latency and its capacity, and one of refusals.
 *
 * Source: Amazon CloudWatch Pricing, "Custom metrics".
 */
function metricMonths(requests: number): number {
  return requestClasses.reduce((sum, { share }) => {
    const count = requests * share;
    return sum + 3 * hourShare(count) + hourShare(count * assumptions.clientErrorShare);
  }, 0);
}

/** Of the hours of a month, those in which something happens that happens so often. */
function hourShare(perMonth: number): number {
  return 1 - Math.exp(-perMonth / hoursPerMonth);
}

function site(pages: number): Parts {
  const requests = pages * assumptions.pageEdgeRequests;
  return [
    costOf(requests, prices.edgeRequests),
    costOf(requests, prices.edgeFunctions),
    costOf(requests * assumptions.pageKeyReads, prices.edgeReads),
    costOf((pages * assumptions.pageBytes) / gigabyte, prices.edgeTransfer),
  ];
}

function answeredBytes(requests: number): number {
  return requests * perRequest(({ responseBytes }) => responseBytes);
}

/** The mean over all requests. */
function perRequest(value: (kind: RequestClass) => number): number {
  return requestClasses.reduce((sum, kind) => sum + kind.share * value(kind), 0);
}
