import { projectionOf, type Table } from "../../functions/manifest/table.ts";
import { tables } from "../../functions/manifest/tables.ts";
import type { JsonObject } from "../../synth/json.ts";
import { physicalName, resourcesOfType } from "../../synth/resources.ts";
import type { Synthesis } from "../../synth/synthesis.ts";
import type { Check } from "./check.ts";
import { fields, list, text } from "./inputs.ts";

export interface DataExpectation {
  /** Whether `sst remove` refuses the stage. */
  readonly protect: boolean;
  /** Whether tables stay in the account when the stage goes. */
  readonly retained: boolean;
  /** Whether DynamoDB itself refuses to delete them. */
  readonly deletionProtection: boolean;
  /** Whether they can be restored to any second. */
  readonly pointInTimeRecovery: boolean;
}

/** The stage's tables are there and as safe as they have to be. */
export function dataIsKeptAs(wanted: DataExpectation): Check {
  return (synthesis) => {
    const { app, outputs } = synthesis;
    const deployed = resourcesOfType(synthesis, "aws:dynamodb/table:Table");
    const missing = tables.filter(({ name }) => !deployed.some((table) => table.name === `${name}Table`));
    const problems = missing.map(({ name }) => `${name} is missing.`);
    if (app.protect !== wanted.protect || outputs["_protect"] !== wanted.protect) {
      problems.push(`The stage is ${app.protect ? "" : "not "}protected.`);
    }
    for (const { name, inputs, options } of deployed) {
      const found = {
        protect: app.protect,
        retained: options.retainOnDelete,
        deletionProtection: inputs["deletionProtectionEnabled"] === true,
        pointInTimeRecovery: fields(inputs["pointInTimeRecovery"])["enabled"] === true,
      };
      if (!Bun.deepEquals(found, wanted)) problems.push(`${name} is ${JSON.stringify(found)}.`);
    }
    return problems;
  };
}

/** What the table of the manifest with this logical name is called in the account; empty where it is missing. */
export function tableNamed(synthesis: Synthesis, name: string): string {
  const tables = resourcesOfType(synthesis, "aws:dynamodb/table:Table");
  const table = tables.find((resource) => resource.name === `${name}Table`);
  return table ? physicalName(table) : "";
}

/** Keys, indexes and expiry of each table are those of the manifest, and capacity is paid for as it is used. */
export const tablesAreAsDeclared: Check = (synthesis) =>
  tables.flatMap((table: Table) => {
    const deployed = resourcesOfType(synthesis, "aws:dynamodb/table:Table").find(
      ({ name }) => name === `${table.name}Table`,
    );
    const found = deployed && schemaOf(deployed.inputs);
    return Bun.deepEquals(found, declaredSchema(table)) ? [] : [`${table.name} is ${JSON.stringify(found)}.`];
  });

/** Keys as partition and sort key; of an index, also what it holds besides keys. */
interface Schema {
  readonly billing: unknown;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly key: readonly unknown[];
  readonly indexes: Readonly<Record<string, { readonly key: readonly unknown[]; readonly holds: unknown }>>;
  readonly expiry: unknown;
}

function schemaOf(inputs: JsonObject): Schema {
  const indexes = list(inputs["globalSecondaryIndexes"]).map(fields);
  return {
    billing: inputs["billingMode"],
    attributes: Object.fromEntries(
      list(inputs["attributes"])
        .map(fields)
        .map(({ name, type }) => [text(name), type]),
    ),
    key: [inputs["hashKey"], inputs["rangeKey"]],
    indexes: Object.fromEntries(
      indexes.map(({ name, hashKey, rangeKey, projectionType, nonKeyAttributes }) => [
        text(name),
        { key: [hashKey, rangeKey], holds: projectionType === "INCLUDE" ? nonKeyAttributes : projectionType },
      ]),
    ),
    expiry: fields(inputs["ttl"])["enabled"] === true ? fields(inputs["ttl"])["attributeName"] : undefined,
  };
}

function declaredSchema(table: Table): Schema {
  return {
    billing: "PAY_PER_REQUEST",
    attributes: table.attributes,
    key: [table.key.partition, table.key.sort],
    indexes: Object.fromEntries(
      Object.entries(table.indexes).map(([name, key]) => {
        const projection = projectionOf(table, key);
        return [name, { key: [key.partition, key.sort], holds: projection === "all" ? "ALL" : [...projection] }];
      }),
    ),
    expiry: table.ttl,
  };
}
