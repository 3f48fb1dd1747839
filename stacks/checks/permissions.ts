import { routeKey } from "../../functions/manifest/route.ts";
import { routes } from "../../functions/manifest/routes.ts";
import type { SynthesisedResource, Synthesis } from "../../synth/synthesis.ts";
import { physicalName, resourcesOfType } from "../../synth/resources.ts";
import type { Check } from "./check.ts";
import { deployedFunctions } from "./lambda-functions.ts";
import { type Grant, grantsOf, grantsOfRole, roleOf, statementsOf } from "./policies.ts";
import { list, text } from "./inputs.ts";

/**
 * A function's role may do exactly what the manifest declares for it, and write its own log. All that a role may do stands
 * in its own policies: whatever else IAM has could allow more.
 */
export const rolesAreAsDeclared: Check = (synthesis) => {
  const problems = synthesis.resources
    .filter(({ type }) => type.startsWith("aws:iam/") && type !== "aws:iam/role:Role")
    .map(({ name, type }) => `${name} is an ${type} beside the roles.`);
  const tables = resourcesOfType(synthesis, "aws:dynamodb/table:Table");
  for (const { manifest, resource } of deployedFunctions(synthesis, (name) => problems.push(`${name} is missing.`))) {
    const role = roleOf(synthesis, resource);
    if (!role) {
      problems.push(`${manifest.name} has no role of its own.`);
      continue;
    }
    const wanted = new Set(["logs:CreateLogStream on its log", "logs:PutLogEvents on its log"]);
    for (const { table, actions, indexes = [] } of manifest.tables) {
      for (const action of actions) wanted.add(`dynamodb:${action} on ${table}`);
      for (const index of indexes) wanted.add(`dynamodb:Query on ${table}/index/${index}`);
    }
    const found = new Set(grantsOfRole(role).map((grant) => describe(grant, resource, tables)));
    for (const extra of found.difference(wanted)) problems.push(`${manifest.name} may do ${extra}.`);
    for (const lacking of wanted.difference(found)) problems.push(`${manifest.name} may not do ${lacking}.`);
  }
  return problems;
};

/** A grant in the manifest's words, whatever the names in the account are. */
function describe({ action, resource }: Grant, lambda: SynthesisedResource, tables: SynthesisedResource[]): string {
  const log = `:log-group:/aws/lambda/${physicalName(lambda)}:*`;
  if (resource.endsWith(log)) return `${action} on its log`;
  for (const table of tables) {
    const [, path] = resource.split(`:table/${physicalName(table)}`);
    if (path !== undefined) return `${action} on ${table.name.replace(/Table$/, "")}${path}`;
  }
  return `${action} on ${resource}`;
}

/** A role belongs to one function. */
export const everyFunctionHasItsOwnRole: Check = (synthesis) => {
  const lambdas = resourcesOfType(synthesis, "aws:lambda/function:Function");
  const byRole = Map.groupBy(lambdas, ({ inputs }) => text(inputs["role"]));
  return [...byRole]
    .filter(([, users]) => users.length > 1)
    .map(([role, users]) => `${users.map(({ name }) => name).join(", ")} share ${role}.`);
};

/** What changes items has no place behind GET, whatever the manifest says. */
export const readsCannotWrite: Check = (synthesis) => {
  const reads = new Set(routes.filter(({ method }) => method === "GET").map(({ operationId }) => operationId));
  return deployedFunctions(synthesis, () => {})
    .filter(({ manifest }) => reads.has(manifest.name) || manifest.url !== undefined)
    .flatMap(({ manifest, resource }) => {
      const role = roleOf(synthesis, resource);
      const writes = (role ? grantsOfRole(role) : []).filter(({ action }) =>
        /^dynamodb:(?!BatchGetItem$|GetItem$|Query$)/.test(action),
      );
      return writes.map(({ action }) => `${manifest.name} reads, and may do ${action}.`);
    });
};

/** Any text, or any one character. Source: AWS documentation, "IAM JSON policy elements: Resource". */
const wildcard = /[*?]/;

/** The only wildcards: log streams of one group, whose names Lambda makes up, and objects of one bucket. */
const streamsOrObjects = /^arn:aws:(?:logs:[\w-]+:\d+:log-group:[\w/-]+:\*|s3:::[\w.-]+\/(?:[\w/-]+\/)?\*)$/;

/** No policy of the deployment allows a wildcard, or anyone, and no role has a policy that AWS wrote. */
export const nothingIsAllowedByWildcard: Check = (synthesis) => {
  const roles = resourcesOfType(synthesis, "aws:iam/role:Role");
  const documents = synthesis.resources.flatMap(({ name, inputs }) =>
    "policy" in inputs ? grantsOf(inputs["policy"]).map((grant) => Object.assign(grant, { name })) : [],
  );
  const inline = roles.flatMap((role) => grantsOfRole(role).map((grant) => Object.assign(grant, { name: role.name })));
  const wild = [...documents, ...inline].filter(
    ({ action, resource }) => wildcard.test(action) || (wildcard.test(resource) && !streamsOrObjects.test(resource)),
  );
  const managed = [
    ...roles.flatMap(({ name, inputs }) => list(inputs["managedPolicyArns"]).map((arn) => ({ name, arn: text(arn) }))),
    ...resourcesOfType(synthesis, "aws:iam/rolePolicyAttachment:RolePolicyAttachment").map(({ name, inputs }) => ({
      name,
      arn: text(inputs["policyArn"]),
    })),
  ];
  const anyone = synthesis.resources.filter(({ inputs }) =>
    statementsOf(inputs["policy"]).some(
      (statement) => statement["Effect"] === "Allow" && JSON.stringify(statement["Principal"] ?? "").includes('"*"'),
    ),
  );
  return [
    ...anyone.map(({ name }) => `${name} allows anyone something.`),
    ...wild.map(({ name, action, resource }) => `${name} allows ${action} on ${resource}.`),
    ...managed.map(({ name, arn }) => `${name} has the policy ${arn}.`),
  ];
};

/** Nobody but Lambda assumes a function's role. */
export const onlyLambdaAssumesRoles: Check = (synthesis) =>
  resourcesOfType(synthesis, "aws:iam/role:Role").flatMap(({ name, inputs }) => {
    const trusted = statementsOf(inputs["assumeRolePolicy"]).map(({ Principal, Action }) => ({ Principal, Action }));
    return Bun.deepEquals(trusted, [{ Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }])
      ? []
      : [`${name} trusts ${JSON.stringify(trusted)}.`];
  });

/** A function is invoked by its own route or as the authorizer, and by nobody else; one with a URL by no service. */
export const functionsAreInvokedByTheirRouteOnly: Check = (synthesis) => {
  const sources = sourcesByFunction(synthesis);
  const problems: string[] = [];
  for (const { manifest, resource } of deployedFunctions(synthesis, (name) => problems.push(`${name} is missing.`))) {
    const route = routes.find(({ operationId }) => operationId === manifest.name);
    const path = route && (route.path === "$default" ? "$default" : routeKey(route).replace(" ", ""));
    const wanted = route ? [`*/${path?.replaceAll(/\{\w+\}/g, "*")}`] : ["authorizers/"];
    const found = sources.get(physicalName(resource)) ?? [];
    if (manifest.url !== undefined && found.length === 0) continue;
    const fits = found.length === 1 && (route ? found[0] === wanted[0] : found[0]?.startsWith("authorizers/"));
    if (fits !== true) problems.push(`${manifest.name} is invoked by ${found.join(", ") || "nobody"}.`);
  }
  return problems;
};

/** What invokes a function, by its name: the part of the source's ARN after the API. */
function sourcesByFunction(synthesis: Synthesis): Map<string, string[]> {
  const sources = new Map<string, string[]>();
  for (const { inputs } of resourcesOfType(synthesis, "aws:lambda/permission:Permission")) {
    const name = text(inputs["function"]).split(":").at(-1) ?? "";
    const [, source] = /^arn:aws:execute-api:[\w-]+:\d+:\w+\/(.+)$/.exec(text(inputs["sourceArn"])) ?? [];
    const caller = inputs["principal"] === "apigateway.amazonaws.com" ? source : undefined;
    sources.set(name, [...(sources.get(name) ?? []), caller ?? JSON.stringify(inputs)]);
  }
  return sources;
}
