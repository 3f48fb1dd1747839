import type { JsonObject } from "../json.ts";
import type { SynthesisedResource, Synthesis } from "../synthesis.ts";

/** A resource with what a test says of it. Its URN is made of type and name. */
export function resource(type: string, name: string, inputs: JsonObject = {}, parent?: string): SynthesisedResource {
  return {
    type,
    name,
    urn: urn(type, name),
    parent: parent ?? urn("pulumi:pulumi:Stack", "app-dev"),
    custom: !type.startsWith("sst:"),
    inputs,
    options: { protect: false, retainOnDelete: false, deleteBeforeReplace: false, ignoreChanges: [], dependsOn: [] },
  };
}

export function urn(type: string, name: string): string {
  return `urn:pulumi:dev::app::${type}::${name}`;
}

/** A synthesis of the stage `dev` with what a test says of it. */
export function synthesisWith(given: Partial<Synthesis>): Synthesis {
  return {
    app: {
      name: "app",
      stage: "dev",
      dev: false,
      removal: "remove",
      protect: false,
      providers: { aws: { region: "eu-central-1" } },
    },
    resources: [],
    links: {},
    outputs: {},
    functionBuilds: [],
    lookups: [],
    secretValues: [],
    ...given,
  };
}
