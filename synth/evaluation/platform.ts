import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** The part of `@pulumi/pulumi` that is used here. Its own types cannot be imported: it is installed by SST. */
export interface Pulumi {
  readonly all: unknown;
  readonly concat: unknown;
  readonly interpolate: unknown;
  readonly jsonParse: unknown;
  readonly jsonStringify: unknown;
  readonly output: unknown;
  secret<Value>(value: Value): Value;
  readonly runtime: {
    setMocks(mocks: Mocks, project: string, stack: string, preview: boolean): Promise<void>;
    setConfig(key: string, value: string): void;
    runInPulumiStack(program: () => Promise<unknown>): Promise<unknown>;
  };
}

/** Pulumi's interface for what stands in for the providers. */
export interface Mocks {
  call(call: { readonly token: string; readonly inputs: Record<string, unknown> }): unknown;
  newResource(resource: {
    readonly type: string;
    readonly name: string;
    readonly inputs: Record<string, unknown>;
    readonly custom?: boolean;
    readonly id?: string;
  }): { readonly id: string | undefined; readonly state: Record<string, unknown> };
}

/** What answers the resource registrations of a program in place of the engine. */
export interface Monitor {
  newUrn(parent: string, type: string, name: string): string;
  registerResource(request: RegisterResourceRequest, callback: unknown): Promise<void>;
  registerResourceOutputs(request: RegisterResourceOutputsRequest, callback: unknown): void;
}

/** Source: the Pulumi repository, proto/pulumi/resource.proto. */
export interface RegisterResourceRequest {
  getType(): string;
  getName(): string;
  getParent(): string;
  getCustom(): boolean;
  getObject(): ProtobufStruct;
  getProtect(): boolean;
  getRetainondelete(): boolean;
  getDeletebeforereplace(): boolean;
  getIgnorechangesList(): string[];
  getDependenciesList(): string[];
  getProvider(): string;
  getImportid(): string;
}

export interface RegisterResourceOutputsRequest {
  getUrn(): string;
  getOutputs(): ProtobufStruct;
}

interface ProtobufStruct {
  toJavaScript(): Record<string, unknown>;
}

interface Settings {
  setMockOptions(monitor: Monitor, project: string, stack: string, preview: boolean): void;
}

/** The one function through which a component asks SST's command line for something. */
export interface Rpc {
  call: (method: string, args: Record<string, unknown>) => Promise<unknown>;
}

interface Components {
  readonly $transform: unknown;
  readonly $asset: unknown;
}

interface LockedProvider {
  readonly package: string;
  readonly alias: string;
}

/** SST's components and the Pulumi below them, as `sst install` puts them into `.sst/platform`. */
export class Platform {
  /** Absolute path. */
  readonly folder: string;
  readonly #work: string;
  readonly #require: NodeJS.Require;

  /** @param root Absolute path of the folder with `sst.config.ts`. */
  constructor(root: string) {
    this.#work = join(root, ".sst");
    this.folder = join(this.#work, "platform");
    this.#require = createRequire(join(this.folder, "package.json"));
  }

  get pulumi(): Pulumi {
    return this.#require("@pulumi/pulumi");
  }

  get mockMonitor(): new (mocks: Mocks) => Monitor {
    return this.#require("@pulumi/pulumi/runtime/mocks").MockMonitor;
  }

  get settings(): Settings {
    return this.#require("@pulumi/pulumi/runtime/settings");
  }

  /** Turns the code of a dynamic resource into text. */
  get closureSerializer(): { serializeFunction: () => Promise<unknown> } {
    return this.#require("@pulumi/pulumi/runtime/closure/serializeClosure");
  }

  /** Each provider's package under the name that it has in a program. */
  providers(): Record<string, unknown> {
    const locked: readonly LockedProvider[] = JSON.parse(readFileSync(join(this.#work, "provider-lock.json"), "utf8"));
    return Object.fromEntries(locked.map((provider) => [provider.alias, this.#require(provider.package)]));
  }

  async rpc(): Promise<Rpc> {
    const { rpc } = await this.#source("components/rpc/rpc.ts");
    return rpc;
  }

  /** The namespace `sst`. Needs the globals that come from Pulumi. */
  async sst(): Promise<unknown> {
    return this.#source("components/index.ts");
  }

  async components(): Promise<Components> {
    return this.#source("components/component.ts");
  }

  /** What SST wraps the `run` function of a configuration in: retention, tags, links. */
  async run(): Promise<(program: () => Promise<unknown>) => Promise<unknown>> {
    const { run } = await this.#source("auto/run.ts");
    return run;
  }

  // oxlint-disable-next-line typescript/no-explicit-any -- The boundary: the sources' types are checked with the stacks.
  #source(path: string): Promise<any> {
    return import(pathToFileURL(join(this.folder, "src", path)).href);
  }
}
