/// <reference path="../.sst/platform/config.d.ts" />
import { functions } from "../functions/manifest/functions.ts";
import { tables } from "../functions/manifest/tables.ts";
import { alarmTopic } from "./alarm-topic.ts";
import { Alarms, type WatchedFunction } from "./alarms.ts";
import { api } from "./api.ts";
import { createDashboard } from "./dashboard.ts";
import { siteFunction } from "./nextjs.ts";
import { readSettings } from "./settings.ts";
import { stageFacts } from "./stage.ts";

const { region, alarmEmail } = readSettings(process.env);

const watchedFunctions: readonly WatchedFunction[] = [...functions, siteFunction];

/** Address of the dashboard in the console; none where nobody watches. */
export const dashboardUrl = stageFacts($app.stage).monitored && !$dev ? monitor() : undefined;

function monitor(): $util.Output<string> {
  if (alarmEmail === undefined) {
    console.log("Alarms of this stage reach nobody: set DRAHT_ALARM_EMAIL to an address to have them sent there.");
  }
  const apiId = api.nodes.api.id;
  const alarms = new Alarms(alarmTopic(alarmEmail));
  alarms.onApi(apiId);
  for (const { name } of tables) alarms.onTable(name);
  alarms.onConcurrency();
  for (const watched of watchedFunctions) alarms.onFunction(watched);

  const dashboard = createDashboard({
    apiId,
    region,
    functions: watchedFunctions,
    alarms: alarms.created.map(({ arn }) => arn),
  });
  return $interpolate`https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards/dashboard/${dashboard.dashboardName}`;
}
