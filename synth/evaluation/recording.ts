import { isJsonObject, type JsonObject, stringOr } from "../json.ts";
import type { FunctionBuild, Lookup, SynthesisedResource, Synthesis } from "../synthesis.ts";
import { plainObject } from "./plain-value.ts";
import type { RegisterResourceRequest } from "./platform.ts";

/** What an evaluated program has asked for so far. */
export class Recording {
  readonly resources = new Map<string, SynthesisedResource>();
  readonly duplicates: string[] = [];
  readonly lookups: Lookup[] = [];
  readonly secretValues = new Set<string>();
  readonly #links = new Map<string, JsonObject>();
  readonly #functionBuilds: FunctionBuild[] = [];
  #outputs: JsonObject = {};

  addResource(urn: string, request: RegisterResourceRequest): void {
    if (this.resources.has(urn)) this.duplicates.push(urn);
    const type = request.getType();
    this.resources.set(urn, {
      type,
      name: request.getName(),
      urn,
      ...(request.getParent() !== "" && { parent: request.getParent() }),
      custom: request.getCustom(),
      inputs: stableInputs(type, plainObject(request.getObject().toJavaScript())),
      options: {
        protect: request.getProtect(),
        retainOnDelete: request.getRetainondelete(),
        deleteBeforeReplace: request.getDeletebeforereplace(),
        ignoreChanges: request.getIgnorechangesList(),
        dependsOn: request.getDependenciesList().toSorted(),
        ...(request.getProvider() !== "" && { provider: request.getProvider() }),
        ...(request.getImportid() !== "" && { import: request.getImportid() }),
      },
    });
  }

  addOutputs(urn: string, outputs: JsonObject): void {
    const type = this.resources.get(urn)?.type;
    if (type === "pulumi:pulumi:Stack") this.#outputs = outputs;
    if (type === "sst:sst:LinkRef") this.#addLink(outputs);
  }

  addFunctionBuild(args: JsonObject): void {
    const { functionID, handler, runtime, bundle, links, encryptionKey } = args;
    this.#functionBuilds.push({
      functionId: stringOr(functionID, ""),
      handler: stringOr(handler, ""),
      runtime: stringOr(runtime, ""),
      ...(typeof bundle === "string" && { bundle }),
      links: isJsonObject(links) ? Object.fromEntries(Object.entries(links).filter(isLink)) : {},
      encryptionKey: stringOr(encryptionKey, ""),
    });
  }

  /** Everything, in an order that does not depend on that of the registrations. */
  finish(): Omit<Synthesis, "app"> {
    return {
      resources: sortedBy([...this.resources.values()], ({ urn }) => urn),
      links: Object.fromEntries(sortedBy([...this.#links], ([name]) => name)),
      outputs: this.#outputs,
      functionBuilds: sortedBy(this.#functionBuilds, ({ functionId }) => functionId),
      lookups: sortedBy(this.lookups, (lookup) => JSON.stringify(lookup)),
      secretValues: [...this.secretValues].sort(),
    };
  }

  /** SST registers a reference for each component that can be linked, and writes `sst-env.d.ts` from these. */
  #addLink({ target, properties }: JsonObject): void {
    if (typeof target !== "string" || !isJsonObject(properties)) return;
    this.#links.set(target, properties);
  }
}

function sortedBy<Value>(values: readonly Value[], key: (value: Value) => string): Value[] {
  return values.toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
}

function isLink(entry: [string, unknown]): entry is [string, JsonObject] {
  return isJsonObject(entry[1]);
}

/** Differ from machine to machine, and reach the command that builds a site. */
const machineVariables: ReadonlySet<string> = new Set(["HOME", "PATH", "TMPDIR"]);

/** Leaves out what differs though nothing has changed: the clock in `triggers`, and variables of the machine. */
function stableInputs(type: string, inputs: JsonObject): JsonObject {
  const { triggers, ...rest } = inputs;
  const stable = triggers === undefined ? rest : { ...rest, triggers: "at every deployment" };
  const { environment } = rest;
  if (type !== "command:local:Command" || !isJsonObject(environment)) return stable;
  const kept = Object.entries(environment).filter(([name]) => !machineVariables.has(name));
  return { ...stable, environment: Object.fromEntries(kept) };
}
