/// <reference path="../.sst/platform/config.d.ts" />
import { join, relative } from "node:path";
import { transpilerCacheFolder } from "../web/build/transpiler-cache-folder.ts";
import { api } from "./api.ts";
import { domainOf, hosts } from "./domain.ts";
import { architecture, lambdaName, layers, runtime } from "./runtime.ts";
import { ServerRenderedSite } from "./server-rendered-site.ts";
import { readSettings } from "./settings.ts";

const { artefacts } = readSettings(process.env);

/** What is known of the site's function besides its code. It is no part of the manifest: Next.js has its own routes. */
export const siteFunction = { name: "site", memoryMB: 1024, timeoutSeconds: 20 } as const;

/** CloudFront's own policy SecurityHeadersPolicy; what the site itself says goes before it. */
const securityHeadersPolicy = "67f7725c-6f97-4210-82d7-5512b31e9d03";

// Not by the component's own option: in SST 4.17.1 that takes the place of those which name its resources after the stage.
$util.runtime.registerStackTransformation(withoutEnvironment);

/** The site: pages from a function on the Bun layer, static files from a bucket, both behind CloudFront and nowhere else. */
export const site = new ServerRenderedSite("Site", {
  path: artefacts === undefined ? "web" : relative($cli.paths.root, join(artefacts, "web")),
  // It has been built, with all else that is deployed, before the first resource: see prepare.ts.
  buildCommand: "true",
  ...(hosts && { domain: domainOf(hosts.site) }),
  link: [api],
  // Lambda answers only what CloudFront has signed. Browsers cannot POST so without signing the body; the pages only GET.
  protection: "oac",
  server: {
    architecture,
    memory: `${siteFunction.memoryMB} MB`,
    timeout: `${siteFunction.timeoutSeconds} seconds`,
  },
  dev: { command: "bun run dev", url: "http://127.0.0.1:3000" },
  transform: {
    ...(layers && { server: onBun(layers[architecture]) }),
    // Only CloudFront reads the bucket, so no page of another origin does.
    assets: { cors: false },
    cdn(args) {
      args.defaultCacheBehavior = $output(args.defaultCacheBehavior).apply((behavior) => ({
        ...behavior,
        allowedMethods: ["GET", "HEAD", "OPTIONS"],
        responseHeadersPolicyId: securityHeadersPolicy,
      }));
      return undefined;
    },
  },
});

/**
 * Puts the server's function on the layer and takes what its pages do not need: the bucket and the invalidations that SST
 * lets every Next.js server use, and the variables that name them.
 */
function onBun(layer: aws.lambda.LayerVersion) {
  return (args: sst.aws.FunctionArgs): undefined => {
    args.name = lambdaName(siteFunction);
    args.runtime = runtime;
    args.layers = [layer.arn];
    args.environment = { BUN_RUNTIME_TRANSPILER_CACHE_PATH: transpilerCacheFolder };
    args.permissions = [];
    args.url = { authorization: "iam", cors: false };
  };
}

/** SST writes the environment of a site's build, which is all of the deployment's, into its state, unencrypted. */
function withoutEnvironment({ type, props, opts }: $util.ResourceTransformationArgs) {
  return type === "command:local:Command" ? { props: { ...props, environment: {} }, opts } : undefined;
}
