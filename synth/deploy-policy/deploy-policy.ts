import { resourcesOfType, strings } from "../resources.ts";
import type { SynthesisedResource, Synthesis } from "../synthesis.ts";
import { type Grant, grantsByType, grantsOfSst } from "./grants-by-type.ts";
import type { Statement } from "./policy-document.ts";
import { type ResourcePattern, resourcePatterns, type Scope } from "./resource-pattern.ts";

/** A deployment creates something of which it is not known what its role needs for it. */
export class UnmappedTypeError extends Error {
  override readonly name = "UnmappedTypeError";
  readonly code = "TYPE_UNMAPPED";

  constructor(types: readonly string[]) {
    super(
      `What a deploy role needs is not known for ${types.join(", ")}: add the actions that create, read, change and ` +
        "delete such a resource to grantsByType in synth/deploy-policy/grants-by-type.ts.",
    );
  }
}

/**
 * The statements of the role that deploys a stage like this one: what its resources need, and no more.
 *
 * @param stages The stages that the role is for, as IAM matches names.
 * @param besides What it may do that no resource needs.
 * @throws UnmappedTypeError
 */
export function deployStatements(
  synthesis: Pick<Synthesis, "app" | "resources">,
  stages: string,
  besides: readonly Grant[] = [],
): Statement[] {
  const types = deployedTypes(synthesis);
  const unmapped = types.filter((type) => grantsByType[type] === undefined);
  if (unmapped.length > 0) throw new UnmappedTypeError(unmapped);

  const scope = { app: synthesis.app.name, stages };
  const grants = mergeGrants([...grantsOfSst, ...besides, ...types.flatMap((type) => grantsByType[type] ?? [])]);
  return [...grants.map((grant) => statement(grant, scope)), ...managedPolicies(synthesis, scope)];
}

/**
 * The types of what a deployment creates, sorted. Resources that SST's own command line creates all have Pulumi's type for
 * programs' own ones, and are told apart by the end of their names: `sst.aws.KvKeys`.
 */
export function deployedTypes({ resources }: Pick<Synthesis, "resources">): string[] {
  const created = resources.filter(({ custom }) => custom);
  return [...new Set(created.map(typeOf))].sort();
}

function typeOf({ type, name }: SynthesisedResource): string {
  return type === "pulumi-nodejs:dynamic:Resource" ? name.slice(name.indexOf(".") + 1) : type;
}

/** One grant for everything that is touched, in the order of the names. */
function mergeGrants(grants: readonly Grant[]): Grant[] {
  const merged = [...Map.groupBy(grants, ({ on }) => on)].map(([on, same]) => ({
    on,
    actions: [...new Set(same.flatMap(({ actions }) => actions))].sort(),
  }));
  return merged.sort((one, other) => (one.on < other.on ? -1 : 1));
}

function statement({ on, actions }: Grant, scope: Scope): Statement {
  const { arns, condition }: ResourcePattern = resourcePatterns[on](scope);
  const plain = { Sid: on, Effect: "Allow", Action: actions, Resource: arns } as const;
  return condition ? { ...plain, Condition: condition } : plain;
}

/** A role may get those of AWS's policies that the stage attaches, and no other. */
function managedPolicies(synthesis: Pick<Synthesis, "resources">, scope: Scope): Statement[] {
  const roles = resourcesOfType(synthesis, "aws:iam/role:Role");
  const policies = [...new Set(roles.flatMap(({ inputs }) => strings(inputs["managedPolicyArns"])))].sort();
  if (policies.length === 0) return [];
  return [
    {
      Sid: "ManagedPolicies",
      Effect: "Allow",
      Action: ["iam:AttachRolePolicy", "iam:DetachRolePolicy"],
      Resource: resourcePatterns.Roles(scope).arns,
      Condition: { ArnEquals: { "iam:PolicyARN": policies } },
    },
  ];
}
