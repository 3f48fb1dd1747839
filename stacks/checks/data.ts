import { tables } from "../../functions/manifest/tables.ts";
import type { Check } from "./check.ts";
import { fields, ofType } from "./resources.ts";

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
    const deployed = ofType(synthesis, "aws:dynamodb/table:Table");
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
