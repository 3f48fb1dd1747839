import { isJsonObject, type Json } from "./json.ts";
import { mapStrings, type Plan, type PlannedResource } from "./plan.ts";

/** What has to happen to the resources of one plan to make those of another. */
export interface PlanDifference {
  readonly added: readonly PlannedResource[];
  readonly removed: readonly PlannedResource[];
  readonly changed: readonly ChangedResource[];
}

export interface ChangedResource {
  readonly resource: PlannedResource;
  readonly changes: readonly Change[];
}

export interface Change {
  /** Names and positions, parted by dots: `environment.variables.NAME`. */
  readonly path: string;
  /** Undefined where there was nothing. */
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/**
 * Compares two plans by the resources' ids. Of plans for different stages, names that differ by the stage alone count as
 * equal.
 */
export function comparePlans(before: Plan, after: Plan): PlanDifference {
  const sameStage = before.app.stage === after.app.stage;
  const [from, to] = sameStage ? [before, after] : [withoutStage(before), withoutStage(after)];
  const fromById = byId(from);
  const toById = byId(to);
  return {
    added: to.resources.filter(({ id }) => !fromById.has(id)),
    removed: from.resources.filter(({ id }) => !toById.has(id)),
    changed: to.resources.flatMap((resource) => {
      const previous = fromById.get(resource.id);
      const changes = previous ? compareResources(previous, resource) : [];
      return changes.length > 0 ? { resource, changes } : [];
    }),
  };
}

export function isEmpty({ added, removed, changed }: PlanDifference): boolean {
  return added.length === 0 && removed.length === 0 && changed.length === 0;
}

function byId({ resources }: Plan): ReadonlyMap<string, PlannedResource> {
  return new Map(resources.map((resource) => [resource.id, resource]));
}

/** The stage's name stands in names of resources and in the JSON that tells a function where it runs. */
function withoutStage(plan: Plan): Plan {
  const { name, stage } = plan.app;
  return mapStrings(plan, (text) =>
    text
      .replaceAll(new RegExp(`(?<![\\w-])${RegExp.escape(`${name}-${stage}`)}(?![a-zA-Z0-9])`, "g"), `${name}-<stage>`)
      .replaceAll(`"stage":"${stage}"`, `"stage":"<stage>"`),
  );
}

function compareResources(before: PlannedResource, after: PlannedResource): Change[] {
  const [from, to] = [leaves(before), leaves(after)];
  const paths = [...new Set([...from.keys(), ...to.keys()])];
  return paths
    .filter((path) => from.get(path) !== to.get(path))
    .map((path) => ({ path, before: from.get(path), after: to.get(path) }));
}

/** Every value that holds no other, by its path. Text that is JSON is looked into: policies are. */
function leaves({ inputs, protect, retainOnDelete }: PlannedResource): Map<string, Json> {
  const found = new Map<string, Json>();
  const visit = (value: Json, path: string): void => {
    const inner = typeof value === "string" ? parsedText(value) : value;
    const parts = isJsonObject(inner) || Array.isArray(inner) ? Object.entries(inner) : [];
    // Only an empty object or list comes to this with something to tell.
    if (parts.length === 0)
      found.set(path, typeof inner === "object" && inner !== null ? JSON.stringify(inner) : inner);
    for (const [key, part] of parts) visit(part, path === "" ? key : `${path}.${key}`);
  };
  visit({ ...inputs, "option protect": protect, "option retainOnDelete": retainOnDelete }, "");
  return found;
}

function parsedText(text: string): Json {
  if (!/^[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
