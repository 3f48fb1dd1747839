import { join } from "node:path";
import { bundleFunction, type FunctionBundle } from "../bundler/bundle-function.ts";
import { defaultMemoryMB, defaultTimeoutSeconds, type NamedFunction } from "../functions/manifest/function.ts";
import type { Invocable, StreamInvocable } from "./lambda/invocation-result.ts";
import { LambdaFunction } from "./lambda/lambda-function.ts";
import type { Links } from "./lambda/links.ts";
import { localTableName } from "./local-aws.ts";
import type { SecretValues } from "./secrets.ts";

export interface LocalFunctionOptions {
  /** The layer's bootstrap. */
  readonly bootstrap: string;
  /** The function's variables. */
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: SecretValues;
  /** Where the bundle is built and unpacked. */
  readonly folder: string;
  readonly log: (line: string) => void;
}

/** Where the bundles of a run are, below its folder. */
export function bundlesFolder(folder: string): string {
  return join(folder, "bundles");
}

/** A function of the manifest on this machine, which can be rebuilt from its source while it runs. */
export class LocalFunction {
  readonly #manifest: NamedFunction;
  readonly #options: LocalFunctionOptions;
  readonly #lambda: LambdaFunction;
  #bundle: FunctionBundle;
  #broken = false;

  constructor(manifest: NamedFunction, bundle: FunctionBundle, options: LocalFunctionOptions) {
    const { bootstrap, environment, secrets, folder, log } = options;
    this.#manifest = manifest;
    this.#bundle = bundle;
    this.#options = options;
    this.#lambda = new LambdaFunction({
      name: manifest.name,
      bundle,
      bootstrap,
      environment,
      links: linksOf(manifest, secrets),
      timeoutSeconds: manifest.timeoutSeconds ?? defaultTimeoutSeconds,
      memoryMB: manifest.memoryMB ?? defaultMemoryMB,
      workFolder: join(folder, "functions"),
      log,
    });
  }

  get name(): string {
    return this.#manifest.name;
  }

  /** What takes its invocations. */
  get target(): Invocable & StreamInvocable {
    return this.#lambda;
  }

  /** The source files of the running code. */
  get inputs(): readonly string[] {
    return this.#bundle.inputs;
  }

  /** Whether a change of these files asks for a rebuild. What mends a broken build may be any file, even a new one. */
  isAffectedBy(paths: ReadonlySet<string>): boolean {
    return this.#broken || this.inputs.some((input) => paths.has(input));
  }

  /**
   * Builds the function again and lets new invocations run the new code; those under way end on the old one.
   *
   * @returns false when the code came out the same.
   * @throws BundleError when the source is broken; the old code goes on answering.
   */
  async rebuild(): Promise<boolean> {
    this.#broken = true;
    const { name, handler } = this.#manifest;
    const bundle = await bundleFunction({ name, handler, outDir: bundlesFolder(this.#options.folder) });
    const changed = bundle.hash !== this.#bundle.hash;
    if (changed) await this.#lambda.swap(bundle);
    this.#bundle = bundle;
    this.#broken = false;
    return changed;
  }

  /** Ends every process of the function. */
  close(): Promise<void> {
    return this.#lambda.close();
  }
}

/** What SST links to a function that uses these tables and secrets. */
function linksOf({ tables, secrets = [] }: NamedFunction, values: SecretValues): Links {
  return Object.fromEntries([
    ...tables.map(({ table }) => [table, { name: localTableName({ name: table }), type: "sst.aws.Dynamo" }] as const),
    ...secrets.map((name) => [name, { value: values.get(name), type: "sst.sst.Secret" }] as const),
  ]);
}
