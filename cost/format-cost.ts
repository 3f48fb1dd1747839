import { type CostItem, monthlyCost, total } from "./monthly-cost.ts";
import type { Price } from "./price.ts";
import { prices } from "./prices.ts";
import type { StageParts } from "./stage-parts.ts";
import { assumptions, requestClasses } from "./workload.ts";

/** The command that writes the page, for whoever wants to change it. */
const command = "bun run cost --out docs/cost.md";

/** A page of documentation: what a stage costs at these numbers of requests a month, and what that was computed from. */
export function formatCost(parts: StageParts, levels: readonly number[]): string {
  return `# What a month costs

US dollars a month for the stage ${parts.stage} in Frankfurt (eu-central-1), before tax, without free tier and discounts.
\`${command}\` computes this page from \`cost/\`: prices, assumptions, and what the stage consists of by its synthesis
(alarms: ${parts.alarms} on ${parts.alarmMetrics} metrics; dashboards: ${parts.dashboards}; logs: ${parts.logRetentionDays} days; point-in-time recovery: ${parts.pointInTimeRecovery ? "on" : "off"}).
\`bun run cost --stage dev --requests 5000000\` shows another stage or number of requests.

${formatCosts(parts, levels)}
None of it was billed yet. What weighs most:

- **Storage** is for everything that was written in ${assumptions.growthMonths} months. Sessions that are started with an expiry leave it by themselves.
- **Requests to DynamoDB** are mostly appends, which write in transactions, at twice the price. Larger batches cost less an entry.
- **Logs** are two lines of the function's and Lambda's own for each invocation, and one of API Gateway for each request.
- **Alarms and metrics of each route** cost without much traffic, too. A stage with \`monitored: false\` in \`stacks/stage.ts\`, as \`dev\` and
  those of pull requests, has no alarms and no dashboard.

## Assumptions

| Request | Of all | Read units | Write units | Answer, bytes | Growth, bytes |
| :--- | ---: | ---: | ---: | ---: | ---: |
${requestClasses
  .map(
    ({ operationId, share, readUnits, writeUnits, responseBytes, storedBytes }) =>
      `| \`${operationId}\` | ${percent(share)} | ${readUnits} | ${writeUnits} | ${number(responseBytes)} | ${number(storedBytes)} |`,
  )
  .join("\n")}

Units are those that the embedded DynamoDB counts for the real functions (\`cost/workload.test.ts\`). The rest is assumed:

| | |
| :--- | ---: |
${formatAssumptions()}

## Prices

AWS's price lists as public documents have quoted them, with the date of the quotation. A price without a date is AWS's general one,
and was not found for this Region: check it before you rely on it. A tier for large volumes is not reached here.

| | US dollars | for | as of | published |
| :--- | ---: | :--- | :--- | :--- |
${Object.values(prices).map(formatPrice).join("\n")}
`;
}

/** The table of costs alone. */
function formatCosts(parts: StageParts, levels: readonly number[]): string {
  const columns = levels.map((requests) => monthlyCost(parts, requests));
  const names = columns[0]?.map(({ name }) => name) ?? [];
  return [
    row("Requests a month", levels.map(number)),
    row(
      ":---",
      levels.map(() => "---:"),
    ),
    ...names.map((name, index) =>
      row(
        name,
        columns.map((items) => cell(items[index])),
      ),
    ),
    row(
      "**Together**",
      columns.map((items) => `**${dollars(total(items))}**`),
    ),
  ].join("");
}

function row(name: string, cells: readonly string[]): string {
  return `| ${[name, ...cells].join(" | ")} |\n`;
}

function formatAssumptions(): string {
  const { growthMonths } = assumptions;
  const rows: readonly (readonly [string, string])[] = [
    [
      "requests for which the authorizer is asked; else its answer is a minute old at most",
      percent(assumptions.authorizerShare),
    ],
    ["a call of DynamoDB from a function, one after the other", `${assumptions.roundTripMilliseconds} ms`],
    ["all else in a function", `${assumptions.handlerMilliseconds} ms`],
    ["invocations that start an environment", percent(assumptions.coldShare)],
    ["such a start, which Lambda charges", `${assumptions.initMilliseconds} ms`],
    ["requests that are refused (4xx)", percent(assumptions.clientErrorShare)],
    ["log of a function for an invocation", `${number(assumptions.functionLogBytes)} bytes`],
    ["log of API Gateway for a request", `${number(assumptions.accessLogBytes)} bytes`],
    ["size of stored logs, compressed", percent(assumptions.logCompression)],
    ["pages of the site for each request to the API", percent(assumptions.pageShare)],
    ["rendering of a page", `${assumptions.pageMilliseconds} ms`],
    [
      "a page with what browsers do not have yet",
      `${assumptions.pageEdgeRequests} requests, ${number(assumptions.pageBytes)} bytes`,
    ],
    ["layers, bundles and static files", `${assumptions.objectGigabytes} GB`],
    ["tables and logs have grown for, nothing expired", `${growthMonths} months`],
  ];
  return rows.map(([what, value]) => `| ${what} | ${value} |`).join("\n");
}

function formatPrice({ name, usd, count, unit, source, seen }: Price): string {
  const { hostname, pathname } = new URL(source);
  const label = hostname.startsWith("pricing.") ? (pathname.split("/")[4] ?? hostname) : hostname + pathname;
  return `| ${name} | ${usd} | ${count === 1 ? "" : `${number(count)} `}${unit} | ${seen ?? "–"} | [${label}](${source}) |`;
}

function cell(item: CostItem | undefined): string {
  return item === undefined ? "" : dollars(item.usd);
}

function dollars(usd: number): string {
  return usd.toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

function number(value: number): string {
  return value.toLocaleString("en");
}

function percent(share: number): string {
  return `${number(share * 100)}%`;
}
