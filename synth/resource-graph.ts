import { type FunctionGroup, functionGroups } from "./function-group.ts";
import { type Edge, type Graph, type Node, nodeId } from "./graph.ts";
import { stringOr } from "./json.ts";
import { componentName, lastPart, physicalName, resourcesOfType, roleStatements, strings } from "./resources.ts";
import type { SynthesisedResource, Synthesis } from "./synthesis.ts";

const client: Node = { id: "client", kind: "client", label: "Client" };
const alarmsId = "alarms";

/** How requests, data and alarms go through what a stage consists of, derived from the resources alone. */
export function resourceGraph(synthesis: Synthesis): Graph {
  const groups = functionGroups(synthesis);
  const parts = [
    functionPart(synthesis, groups),
    apiPart(synthesis, groups),
    sitePart(synthesis, groups),
    tablePart(synthesis, groups),
    secretPart(synthesis, groups),
    alarmPart(synthesis),
  ];
  return { nodes: [client, ...parts.flatMap(({ nodes }) => nodes)], edges: parts.flatMap(({ edges }) => edges) };
}

function functionPart(synthesis: Synthesis, groups: readonly FunctionGroup[]): Graph {
  const layers = resourcesOfType(synthesis, "aws:lambda/layerVersion:LayerVersion").map(({ name, inputs }) => ({
    name: stringOr(inputs["layerName"], name),
    description: stringOr(inputs["description"], name),
  }));
  const nodes = groups.map((group): Node => {
    const { name, functions } = group;
    const used = new Set(functions.flatMap(({ inputs }) => strings(inputs["layers"]).map((arn) => arn.split(":")[6])));
    const layer = layers.find((candidate) => used.has(candidate.name));
    return {
      id: groupId(group),
      kind: "function",
      label: functions.length === 1 ? name : `${name}<br>${functions.length} functions`,
      frame: layer ? `Lambda, on the layer ${layer.description}` : "Lambda",
    };
  });
  const called = groups.filter(({ caller }) => caller === "client");
  return { nodes, edges: called.map((group) => fromClient(groupId(group))) };
}

function apiPart(synthesis: Synthesis, groups: readonly FunctionGroup[]): Graph {
  const resources = resourcesOfType(synthesis, "aws:apigatewayv2/api:Api");
  const apis = resources.map(({ name }) => nodeId(name));
  const called = (id: string): Edge[] =>
    groups.flatMap((group) => {
      if (group.caller !== "api" && group.caller !== "authorizer") return [];
      return { from: id, to: groupId(group), ...(group.caller === "authorizer" && { label: "who is it?" }) };
    });
  return {
    nodes: apis.map((id) => ({ id, kind: "api", label: "HTTP API" })),
    edges: [
      ...apis.map(fromClient),
      ...apis.flatMap(called),
      ...resources.flatMap((api) =>
        groupsWithLink(synthesis, groups, componentName(api)).map((group) => ({
          from: groupId(group),
          to: nodeId(api.name),
          label: "HTTPS",
        })),
      ),
    ],
  };
}

function sitePart(synthesis: Synthesis, groups: readonly FunctionGroup[]): Graph {
  const sites = resourcesOfType(synthesis, "aws:cloudfront/distribution:Distribution").map(({ name }) => nodeId(name));
  const servers = groups.filter(({ caller }) => caller === "site");
  const buckets = bucketsOfSites(synthesis).map(({ name }) => nodeId(name));
  return {
    nodes: [
      ...sites.map((id): Node => ({ id, kind: "site", label: "CloudFront" })),
      ...buckets.map((id): Node => ({ id, kind: "bucket", label: "S3" })),
    ],
    edges: [
      ...sites.map(fromClient),
      ...sites.flatMap((from) => servers.map((group) => ({ from, to: groupId(group) }))),
      ...sites.flatMap((from) => buckets.map((to) => ({ from, to, label: "static files" }))),
    ],
  };
}

/** The buckets whose policy lets CloudFront read them. */
function bucketsOfSites(synthesis: Synthesis): SynthesisedResource[] {
  const policies = resourcesOfType(synthesis, "aws:s3/bucketPolicy:BucketPolicy")
    .map(({ inputs }) => inputs)
    .filter(({ policy }) => stringOr(policy, "").includes('"cloudfront.amazonaws.com"'));
  const read = new Set(policies.map(({ bucket }) => bucket));
  return resourcesOfType(synthesis, "aws:s3/bucket:Bucket").filter(({ inputs }) => read.has(inputs["bucket"]));
}

function tablePart(synthesis: Synthesis, groups: readonly FunctionGroup[]): Graph {
  const tables = resourcesOfType(synthesis, "aws:dynamodb/table:Table");
  const edges = groups.flatMap((group) =>
    tables.flatMap((table) => {
      const actions = tableActions(synthesis, group, physicalName(table));
      return actions.length === 0 ? [] : { from: groupId(group), to: nodeId(table.name), label: accessLabel(actions) };
    }),
  );
  return {
    nodes: tables.map((table) => ({ id: nodeId(table.name), kind: "table", label: componentName(table) })),
    edges,
  };
}

/** What the roles of the functions allow on a table. */
function tableActions(synthesis: Synthesis, { functions }: FunctionGroup, table: string): string[] {
  const roleNames = new Set(functions.map(({ inputs }) => stringOr(inputs["role"], "").split("/").at(-1)));
  return resourcesOfType(synthesis, "aws:iam/role:Role")
    .filter((role) => roleNames.has(physicalName(role)))
    .flatMap(roleStatements)
    .filter(({ resources }) => resources.some((arn) => arn.split("/")[1] === table))
    .flatMap(({ actions }) => actions);
}

function accessLabel(actions: readonly string[]): string {
  const writes = actions.some((action) => /:(?:Put|Update|Delete|BatchWrite)/.test(action));
  const reads = actions.some((action) => /:(?:Get|Query|BatchGet|ConditionCheck)/.test(action));
  if (reads && writes) return "reads, writes";
  return writes ? "writes" : "reads";
}

function secretPart(synthesis: Synthesis, groups: readonly FunctionGroup[]): Graph {
  const secrets = resourcesOfType(synthesis, "sst:sst:Secret").map(({ name }) => name);
  const edges = secrets.flatMap((name) =>
    groupsWithLink(synthesis, groups, name).map((group) => ({ from: groupId(group), to: secretId(name) })),
  );
  return { nodes: secrets.map((name) => ({ id: secretId(name), kind: "secret", label: name })), edges };
}

/** The groups of which a function is linked to something of this name. */
function groupsWithLink(synthesis: Synthesis, groups: readonly FunctionGroup[], name: string): FunctionGroup[] {
  const builds = synthesis.functionBuilds.filter(({ links }) => Object.hasOwn(links, name));
  const linked = new Set(builds.map(({ functionId }) => functionId));
  return groups.filter(({ functions }) => functions.some((fn) => linked.has(componentName(fn))));
}

function alarmPart(synthesis: Synthesis): Graph {
  const alarms = resourcesOfType(synthesis, "aws:cloudwatch/metricAlarm:MetricAlarm");
  if (alarms.length === 0) return { nodes: [], edges: [] };
  const topics = resourcesOfType(synthesis, "aws:sns/topic:Topic");
  const subscriptions = resourcesOfType(synthesis, "aws:sns/topicSubscription:TopicSubscription");
  const topicIds = new Map(topics.map((topic) => [physicalName(topic), nodeId(topic.name)]));
  return {
    nodes: [
      { id: alarmsId, kind: "alarms", label: `${alarms.length} alarms` },
      ...topics.map(({ name }): Node => ({ id: nodeId(name), kind: "topic", label: "SNS topic" })),
      ...subscriptions.map(({ name, inputs }) => subscriber(name, stringOr(inputs["protocol"], ""))),
    ],
    edges: [
      ...topics.map(({ name }) => ({ from: alarmsId, to: nodeId(name) })),
      ...subscriptions.flatMap(({ name, inputs }) => {
        const topic = topicIds.get(lastPart(stringOr(inputs["topic"], "")));
        return topic === undefined ? [] : { from: topic, to: nodeId(name) };
      }),
    ],
  };
}

function subscriber(name: string, protocol: string): Node {
  return { id: nodeId(name), kind: "subscriber", label: protocol };
}

function fromClient(to: string): Edge {
  return { from: client.id, to, label: "HTTPS" };
}

function groupId({ name }: FunctionGroup): string {
  return `functions_${nodeId(name)}`;
}

function secretId(name: string): string {
  return `secret_${nodeId(name)}`;
}
