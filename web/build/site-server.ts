import { buildLayer } from "../../layers/bun/build-layer.ts";
import { hostTarget } from "../../layers/bun/layer-target.ts";
import { startFunctionUrl } from "../../local/function-url/function-url.ts";
import { LambdaFunction } from "../../local/lambda/lambda-function.ts";
import type { Links } from "../../local/lambda/links.ts";
import { SiteBuildError } from "./site-build-error.ts";

export interface SiteServerOptions {
  /** Folder of the server's code. */
  readonly bundle: string;
  readonly links: Links;
  /** The function's variables. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * The built server on the layer's bootstrap behind a Function URL, as the site's function runs in Lambda. Disposing ends
 * its process.
 */
export class SiteServer implements AsyncDisposable {
  /** What the function and the Lambda service have logged so far. */
  readonly log: readonly string[];
  readonly #url: string;
  readonly #cleanup: AsyncDisposableStack;

  private constructor(url: string, log: readonly string[], cleanup: AsyncDisposableStack) {
    this.#url = url;
    this.log = log;
    this.#cleanup = cleanup;
  }

  /** @throws LayerError when the bootstrap cannot be built. */
  static async start({ bundle, links, environment }: SiteServerOptions): Promise<SiteServer> {
    const { bootstrap } = await buildLayer(hostTarget());
    const log: string[] = [];
    await using cleanup = new AsyncDisposableStack();
    const target = new LambdaFunction({
      name: "Site",
      bundle: { folder: bundle, handler: "index.handler", hash: "built" },
      bootstrap,
      environment,
      links,
      memoryMB: 1024,
      timeoutSeconds: 20,
      log: (line) => log.push(line),
    });
    cleanup.defer(() => target.close());
    const server = await startFunctionUrl({ name: "Site", target, port: 0, log: (line) => log.push(line) });
    cleanup.defer(() => server.stop());
    return new SiteServer(server.url, log, cleanup.move());
  }

  /**
   * Gets a path of the site; the body comes while the site writes it. A redirection is an answer like any other.
   *
   * @throws SiteBuildError `SITE_BROKEN` when the function fails, with what it logged.
   */
  async get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    const response = await fetch(`${this.#url}${path}`, { headers, redirect: "manual", decompress: false });
    if (response.status !== 502) return response;
    throw new SiteBuildError("SITE_BROKEN", `The site's function fails at ${path}. It logged:\n${this.log.join("\n")}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#cleanup.disposeAsync();
  }
}
