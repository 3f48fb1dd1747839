import { buildLayer } from "../../layers/bun/build-layer.ts";
import { hostTarget } from "../../layers/bun/layer-target.ts";
import { LambdaFunction } from "../../local/lambda/lambda-function.ts";
import type { Links } from "../../local/lambda/links.ts";
import { functionUrlEvent } from "./function-url-event.ts";
import { SiteBuildError } from "./site-build-error.ts";
import { parseStreamedResponse, type StreamedResponse } from "./streamed-response.ts";

export interface SiteServerOptions {
  /** Folder of the server's code. */
  readonly bundle: string;
  readonly links: Links;
  /** The function's variables. */
  readonly environment: Readonly<Record<string, string>>;
}

/** The built server on the layer's bootstrap, as the site's function runs in Lambda. Disposing ends its process. */
export class SiteServer implements AsyncDisposable {
  /** What the function and the Lambda service have logged so far. */
  readonly log: readonly string[];
  readonly #function: LambdaFunction;

  private constructor(lambdaFunction: LambdaFunction, log: readonly string[]) {
    this.#function = lambdaFunction;
    this.log = log;
  }

  /** @throws LayerError when the bootstrap cannot be built. */
  static async start({ bundle, links, environment }: SiteServerOptions): Promise<SiteServer> {
    const { bootstrap } = await buildLayer(hostTarget());
    const log: string[] = [];
    const lambdaFunction = new LambdaFunction({
      name: "Site",
      bundle: { folder: bundle, handler: "index.handler", hash: "built" },
      bootstrap,
      environment,
      links,
      memoryMB: 1024,
      timeoutSeconds: 20,
      log: (line) => log.push(line),
    });
    return new SiteServer(lambdaFunction, log);
  }

  /**
   * Gets a path of the site.
   *
   * @throws SiteBuildError `SITE_BROKEN` when the function fails, with what it logged.
   */
  async get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<StreamedResponse> {
    const result = await this.#function.invoke(functionUrlEvent(path, headers));
    if (result.status === "success") return parseStreamedResponse(result.payload);
    throw new SiteBuildError(
      "SITE_BROKEN",
      `The site's function fails at ${path} (${result.status}). It logged:\n${this.log.join("\n")}`,
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#function.close();
  }
}
