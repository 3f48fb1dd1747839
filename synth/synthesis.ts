import type { JsonObject } from "./json.ts";

/** Everything that a deployment of one stage would create, without anything having been created. */
export interface Synthesis {
  readonly app: App;
  /** In the order of their URNs. */
  readonly resources: readonly SynthesisedResource[];
  /** The properties that `Resource.<name>` has, by name, with the `type` that SST writes into `sst-env.d.ts`. */
  readonly links: Readonly<Record<string, JsonObject>>;
  /** What the `run` function of `sst.config.ts` returns. */
  readonly outputs: JsonObject;
  /** The bundles that SST's command line would be asked for, one for each function that is not live. */
  readonly functionBuilds: readonly FunctionBuild[];
  /** Provider functions that the program called to look something up in the account. */
  readonly lookups: readonly Lookup[];
  /** Values that no file may hold: those of the secrets, and keys that the deployment makes up. */
  readonly secretValues: readonly string[];
}

/** The app as `sst.config.ts` declares it for the stage. */
export interface App {
  readonly name: string;
  readonly stage: string;
  /** Whether it is `sst dev`. */
  readonly dev: boolean;
  readonly removal: "remove" | "retain" | "retain-all";
  readonly protect: boolean;
  /** Settings of each provider by its name: region, version, default tags. */
  readonly providers: Readonly<Record<string, JsonObject>>;
}

/** A resource, or a component that groups some, as Pulumi would register it. */
export interface SynthesisedResource {
  /** Pulumi's type: `aws:lambda/function:Function`, or `sst:aws:Function` for a component. */
  readonly type: string;
  /** The logical name, which is not the one in the account. */
  readonly name: string;
  readonly urn: string;
  /** URN of the component that it is a part of. */
  readonly parent?: string;
  /** Whether a provider creates it. A component only groups others. */
  readonly custom: boolean;
  /** The arguments as the provider gets them, secrets in plain text. An asset or archive is `{ $asset: path }`. */
  readonly inputs: JsonObject;
  readonly options: ResourceOptions;
}

/** Source: Pulumi documentation, "Resource options". */
export interface ResourceOptions {
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly deleteBeforeReplace: boolean;
  readonly ignoreChanges: readonly string[];
  /** URNs. */
  readonly dependsOn: readonly string[];
  /** The provider's instance when it is not the default one: `urn::id`. */
  readonly provider?: string;
  /** Physical id of what exists already and is taken over. */
  readonly import?: string;
}

/** What SST's command line builds a function from, and the links that it writes into `resource.enc` of the bundle. */
export interface FunctionBuild {
  /** Logical name of the function's component. */
  readonly functionId: string;
  /** As in the configuration: `index.handler`. */
  readonly handler: string;
  readonly runtime: string;
  /** Absolute path of the bundle's folder; absent where SST bundles the source itself. */
  readonly bundle?: string;
  readonly links: Readonly<Record<string, JsonObject>>;
  /** The key of `resource.enc`, base64. */
  readonly encryptionKey: string;
}

/** A question that a provider is asked about what the account has already. */
export interface Lookup {
  /** `aws:route53/getZone:getZone`. */
  readonly token: string;
  readonly inputs: JsonObject;
}
