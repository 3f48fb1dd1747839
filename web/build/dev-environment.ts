import { defaultPort } from "../../local/command-line.ts";

/** What SST sets for a linked site, with the API that `bun run start` runs. */
const localLinks = {
  SST_RESOURCE_App: JSON.stringify({ name: "draht", stage: "local" }),
  SST_RESOURCE_Api: JSON.stringify({ type: "sst.aws.ApiGatewayV2", url: `http://127.0.0.1:${defaultPort}` }),
};

/** The variables of the site under development: linked to the local API, unless `sst dev` has linked it to another. */
export function devEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...localLinks, NEXT_TELEMETRY_DISABLED: "1", ...environment };
}
