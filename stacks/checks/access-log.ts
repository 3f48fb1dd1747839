import { physicalName, resourcesOfType } from "../../synth/resources.ts";
import type { Check } from "./check.ts";
import { fields, text } from "./inputs.ts";

const logged = ["requestId", "routeKey", "status", "latencyMs", "integrationError", "authorizerError", "tokenId"];

/**
 * What an HTTP API knows of a request, besides what its authorizer told; a format with anything else is refused. A REST API
 * has other names for much of it.
 *
 * Source: AWS documentation, "Customize HTTP API access logs".
 */
const known = new Set(
  [
    "accountId apiId authorizer.error authorizer.tokenId awsEndpointRequestId awsEndpointRequestId2",
    "customDomain.basePathMatched dataProcessed domainName domainPrefix error.message error.messageString",
    "error.responseType extendedRequestId httpMethod identity.sourceIp identity.userAgent integration.error",
    "integration.integrationStatus integration.latency integration.requestId integration.status",
    "integrationErrorMessage integrationLatency integrationStatus path protocol requestId requestTime",
    "requestTimeEpoch responseLatency responseLength routeKey stage status",
  ].flatMap((names) => names.split(" ")),
);

/** These always have a number; any other variable may have no value, which is written as `-`. */
const numbers = new Set(["requestTimeEpoch", "responseLatency", "status"]);

const variables = /\$context\.([\w.]+)/g;

/** The stage writes a line of JSON for each request, to a log group of its own. */
export const requestsAreLogged: Check = (synthesis) => {
  const problems: string[] = [];
  const groups = new Set(resourcesOfType(synthesis, "aws:cloudwatch/logGroup:LogGroup").map(physicalName));
  for (const { inputs, name } of resourcesOfType(synthesis, "aws:apigatewayv2/stage:Stage")) {
    const { destinationArn, format } = fields(inputs["accessLogSettings"]);
    const group = text(destinationArn).split(":log-group:").at(-1) ?? "";
    if (!group.startsWith("/aws/vendedlogs/") || !groups.has(group)) problems.push(`${name} logs to ${group}.`);
    const line = asJson(text(format).replaceAll(variables, (_, variable: string) => leastValue(variable)));
    for (const key of logged) if (!(key in line)) problems.push(`${name} does not log ${key}.`);
    for (const [, variable = ""] of text(format).matchAll(variables)) {
      if (!known.has(variable)) problems.push(`${name} logs ${variable}, which an HTTP API does not know.`);
    }
    if (text(format).includes("\n")) problems.push(`${name} logs more than a line for each request.`);
  }
  return problems;
};

/** What stands in a line for a variable at the least. The message in quotes brings its own. */
function leastValue(variable: string): string {
  if (variable === "error.messageString") return '"-"';
  return numbers.has(variable) ? "0" : "-";
}

function asJson(line: string): object {
  try {
    return Object(JSON.parse(line));
  } catch {
    return {};
  }
}
