import { defaultMemoryMB, defaultTimeoutSeconds } from "../../functions/manifest/function.ts";
import { functions } from "../../functions/manifest/functions.ts";
import { exampleAccountId } from "../../synth/evaluation/account.ts";
import { physicalName, resourcesOfType } from "../../synth/resources.ts";
import type { Check } from "./check.ts";
import { deployedFunctions } from "./lambda-functions.ts";
import { fields, list, text } from "./inputs.ts";

/** Every function of the account is on `provided.al2023`, and on the stage's layer for its own processor, and no other. */
export const everyFunctionRunsOnTheLayer: Check = (synthesis) => {
  const problems: string[] = [];
  const layers = resourcesOfType(synthesis, "aws:lambda/layerVersion:LayerVersion");
  const own = `arn:aws:lambda:${text(synthesis.app.providers["aws"]?.["region"])}:${exampleAccountId}:layer`;
  for (const { name, inputs } of resourcesOfType(synthesis, "aws:lambda/function:Function")) {
    const [architecture] = list(inputs["architectures"]);
    const layer = layers.find(({ inputs }) => list(inputs["compatibleArchitectures"]).includes(architecture ?? ""));
    const attached = list(inputs["layers"]).map((arn) => text(arn).replace(/:\d+$/, ""));
    const wanted = `${own}:${text(layer?.inputs["layerName"])}`;
    if (inputs["runtime"] !== "provided.al2023") problems.push(`${name} runs on ${text(inputs["runtime"])}.`);
    if (!attached.includes(wanted)) problems.push(`${name} lacks the layer.`);
    for (const other of attached) if (other !== wanted) problems.push(`${name} runs on ${other}, too.`);
  }
  return problems;
};

/**
 * Size, time, handler and variables of each function are those of the manifest, and nothing else is in its environment.
 * There is no function besides, but that of the site.
 */
export const functionsAreAsDeclared: Check = (synthesis) => {
  const { app } = synthesis;
  const known = new Set(
    [...functions.map(({ name }) => name), "site"].map((name) => `${app.name}-${app.stage}-${name}`),
  );
  const problems = resourcesOfType(synthesis, "aws:lambda/function:Function")
    .map(physicalName)
    .filter((name) => !known.has(name))
    .map((name) => `${name} is declared nowhere.`);
  for (const { manifest, resource } of deployedFunctions(synthesis, (name) => problems.push(`${name} is missing.`))) {
    const { memoryMB = defaultMemoryMB, timeoutSeconds = defaultTimeoutSeconds, name } = manifest;
    const { inputs } = resource;
    const found = {
      memory: inputs["memorySize"],
      timeout: inputs["timeout"],
      handler: inputs["handler"],
      variables: Object.keys(fields(fields(inputs["environment"])["variables"])).toSorted(),
      concurrency: inputs["reservedConcurrentExecutions"],
    };
    const wanted = {
      memory: memoryMB,
      timeout: timeoutSeconds,
      handler: "index.handler",
      variables: ["SST_KEY", "SST_KEY_FILE", "SST_RESOURCE_App"],
      concurrency: undefined,
    };
    if (!Bun.deepEquals(found, wanted)) problems.push(`${name} is ${JSON.stringify(found)}.`);
  }
  return problems;
};

/** No two functions share a bundle's folder: SST writes each function's links into it. */
export const everyFunctionHasItsOwnBundle: Check = (synthesis) => {
  const problems: string[] = [];
  for (const { manifest, build } of deployedFunctions(synthesis, (name) => problems.push(`${name} is missing.`))) {
    if (build.bundle?.endsWith(`/functions/${manifest.name}`) !== true) {
      problems.push(`${manifest.name} is deployed from ${build.bundle}.`);
    }
  }
  const folders = Map.groupBy(synthesis.functionBuilds, ({ bundle }) => bundle);
  for (const [folder, builds] of folders) {
    if (builds.length > 1) problems.push(`${builds.map(({ functionId }) => functionId).join(", ")} share ${folder}.`);
  }
  return problems;
};

/** A function is linked to exactly the tables and secrets of its manifest, each by what it is called in the account. */
export const functionsAreLinkedAsDeclared: Check = (synthesis) => {
  const problems: string[] = [];
  const tables = resourcesOfType(synthesis, "aws:dynamodb/table:Table");
  for (const { manifest, build } of deployedFunctions(synthesis, (name) => problems.push(`${name} is missing.`))) {
    const names = manifest.tables.map(({ table }) => table);
    const wanted = [...names, ...(manifest.secrets ?? [])].toSorted();
    const found = Object.keys(build.links).toSorted();
    if (!Bun.deepEquals(found, wanted)) problems.push(`${manifest.name} is linked to ${found.join(", ")}.`);
    for (const name of names) {
      const table = tables.find((resource) => resource.name === `${name}Table`);
      if (table && build.links[name]?.["name"] === physicalName(table)) continue;
      problems.push(`${manifest.name} does not learn the name of ${name}.`);
    }
    for (const name of manifest.secrets ?? []) {
      if (!text(build.links[name]?.["value"])) problems.push(`${manifest.name} does not get ${name}.`);
    }
  }
  return problems;
};

/**
 * Values of secrets stand in no output and no input of a resource, and a bundle's key in none but its own function's
 * variable.
 */
export const secretsStayEncrypted: Check = ({ resources, outputs, secretValues, functionBuilds }) => {
  const secrets = new Set([...secretValues, ...functionBuilds.map(({ encryptionKey }) => encryptionKey)]);
  const shown = resources
    .filter(({ custom }) => custom)
    .map(({ name, inputs }) => {
      const { SST_KEY: _, ...variables } = fields(fields(inputs["environment"])["variables"]);
      return { name, values: JSON.stringify({ ...inputs, environment: variables }) };
    });
  return [...shown, { name: "The deployment's output", values: JSON.stringify(outputs) }].flatMap(({ name, values }) =>
    [...secrets].filter((secret) => values.includes(secret)).map(() => `${name} shows a secret.`),
  );
};
