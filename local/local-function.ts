import { join } from "node:path";
import { bundleFunction, type FunctionBundle } from "../bundler/bundle-function.ts";
import { type Route, routeKey } from "../functions/manifest/route.ts";
import type { GatewayRoute } from "./gateway/http-api.ts";
import { LambdaFunction } from "./lambda/lambda-function.ts";
import type { Links } from "./lambda/links.ts";
import { localRegion, localTableName } from "./local-aws.ts";

export interface LocalFunctionOptions {
  /** The layer's bootstrap. */
  readonly bootstrap: string;
  /** The function's variables. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where the bundle is built and unpacked. */
  readonly folder: string;
  readonly log: (line: string) => void;
}

/** Bundles a route's handler below `folder`. */
export function bundleRoute(route: Route, folder: string): Promise<FunctionBundle> {
  return bundleFunction({ handler: route.handler, name: route.operationId, outDir: join(folder, "bundles") });
}

/** A route with the function that answers it, which can be rebuilt from its source while it runs. */
export class LocalFunction {
  readonly #route: Route;
  readonly #options: LocalFunctionOptions;
  readonly #lambda: LambdaFunction;
  #bundle: FunctionBundle;
  #broken = false;

  constructor(route: Route, bundle: FunctionBundle, options: LocalFunctionOptions) {
    const { bootstrap, environment, folder, log } = options;
    this.#route = route;
    this.#bundle = bundle;
    this.#options = options;
    this.#lambda = new LambdaFunction({
      name: route.operationId,
      bundle,
      bootstrap,
      environment,
      links: linksOf(route),
      region: localRegion(),
      workFolder: join(folder, "functions"),
      log,
    });
  }

  get name(): string {
    return this.#route.operationId;
  }

  get gatewayRoute(): GatewayRoute {
    return { routeKey: routeKey(this.#route), target: this.#lambda };
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
    const bundle = await bundleRoute(this.#route, this.#options.folder);
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

/** What SST links to a function that uses these tables. */
function linksOf(route: Route): Links {
  return Object.fromEntries(
    route.tables.map(({ table }) => [table, { name: localTableName({ name: table }), type: "sst.aws.Dynamo" }]),
  );
}
