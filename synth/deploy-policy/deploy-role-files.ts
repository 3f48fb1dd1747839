import { mapConcurrently } from "../../local/map-concurrently.ts";
import { synthesise, type SynthesisOptions } from "../synthesise.ts";
import { bootstrapPolicy } from "./bootstrap-policy.ts";
import { deployStatements } from "./deploy-policy.ts";
import { type DeployRole, deployRoles } from "./deploy-role.ts";
import { policyDocuments } from "./policy-document.ts";
import { trustPolicy } from "./trust-policy.ts";

const synthesesAtOnce = 2;

/** With everything that a setting may add to a stage: the role shall not depend on what is set. */
const settings = { DRAHT_DOMAIN: "example.com", DRAHT_ALARM_EMAIL: "operations@example.com" };

/**
 * The documents of all deploy roles, by their path below the folder that they are kept in.
 *
 * @throws SynthError, UnmappedTypeError
 */
export async function deployRoleFiles(
  options: Pick<SynthesisOptions, "environment" | "onOutput"> = {},
): Promise<ReadonlyMap<string, string>> {
  const roles = await mapConcurrently(deployRoles, synthesesAtOnce, (role) => filesOfRole(role, options));
  return new Map([["bootstrap.json", formatJson(bootstrapPolicy)], ...roles.flat()]);
}

async function filesOfRole(
  { environment, stage, stages, besides }: DeployRole,
  options: Pick<SynthesisOptions, "environment" | "onOutput">,
): Promise<[string, string][]> {
  const synthesis = await synthesise({ ...options, stage, environment: { ...options.environment, ...settings } });
  const documents = policyDocuments(deployStatements(synthesis, stages, besides));
  return [
    [`${environment}/trust-policy.json`, formatJson(trustPolicy(environment))],
    ...documents.map((document, index): [string, string] => [
      `${environment}/policy-${index + 1}.json`,
      formatJson(document),
    ]),
  ];
}

function formatJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
