/// <reference path="../.sst/platform/config.d.ts" />
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { defaultMemoryMB, defaultTimeoutSeconds, type NamedFunction } from "../functions/manifest/function.ts";
import { pinnedRelease } from "../layers/bun/bun-release.ts";
import { buildFolder } from "./build-folder.ts";
import { functionBundle, layerArchive, type LambdaArchitecture } from "./build-output.ts";
import { tableLink } from "./dynamodb.ts";
import { physicalName } from "./physical-name.ts";
import { secretLink } from "./secrets.ts";

export const runtime = "provided.al2023";

/** Graviton: cheaper per millisecond than x86_64. */
export const architecture: LambdaArchitecture = "arm64";

/** The layer by architecture; none in `sst dev`, where functions run on the developer's machine. */
export const layers = $dev ? undefined : { arm64: createLayer("arm64"), x86_64: createLayer("x86_64") };

/** The name that a function of the manifest has in Lambda. */
export function lambdaName({ name }: Pick<NamedFunction, "name">): string {
  return physicalName($app, name);
}

/** The arguments that make a function run on Bun: every handler is deployed through this. */
export function bunFunction(manifest: NamedFunction): sst.aws.FunctionArgs {
  const { memoryMB = defaultMemoryMB, timeoutSeconds = defaultTimeoutSeconds, secrets = [], tables } = manifest;
  const settings = {
    name: lambdaName(manifest),
    architecture,
    memory: `${memoryMB} MB`,
    timeout: `${timeoutSeconds} seconds`,
    link: [...tables.map(tableLink), ...secrets.map(secretLink)],
    ...functionUrl(manifest),
  } satisfies Partial<sst.aws.FunctionArgs>;
  if (!layers) {
    // SST runs live functions only on runtimes that it can build for; `bun` and `bun:*` are there when it runs them. Its
    // bundler takes no macros: they stay imports, which Bun runs when the function starts.
    const esbuild = { external: ["bun", "bun:*", "./bundler/macros/*"] };
    return { ...settings, runtime: "nodejs24.x", handler: manifest.handler, nodejs: { esbuild } };
  }
  return {
    ...settings,
    runtime,
    layers: [layers[architecture].arn],
    bundle: functionBundle(buildFolder, manifest.name),
    handler: "index.handler",
  };
}

/** The URL that a function declares; no page of any origin may call it. */
function functionUrl({ url }: NamedFunction): Pick<sst.aws.FunctionArgs, "streaming" | "url"> {
  if (url === undefined) return {};
  return {
    streaming: url.invokeMode === "RESPONSE_STREAM",
    url: { authorization: url.authorization, cors: false },
  };
}

/**
 * A layer is at the limit of a direct upload (50 MB zipped), so it goes through the bucket that SST keeps its assets in.
 * App and stage are in the key: stages share the bucket, and one being removed must not take another's object.
 *
 * Source: AWS documentation, "Lambda quotas".
 */
function createLayer(architecture: LambdaArchitecture): aws.lambda.LayerVersion {
  const name = `${$app.name}-${$app.stage}-bun-${architecture}`;
  const archive = layerArchive(buildFolder, architecture);
  const logicalName = `BunLayer-${architecture}`;

  const code = new aws.s3.BucketObjectv2(`${logicalName}-code`, {
    bucket: assetBucket(),
    key: `assets/${name}-${sha256(archive)}.zip`,
    source: new $util.asset.FileAsset(archive),
  });
  return new aws.lambda.LayerVersion(logicalName, {
    layerName: name,
    description: `Bun ${pinnedRelease.version}`,
    s3Bucket: code.bucket,
    s3Key: code.key,
    compatibleRuntimes: [runtime],
    compatibleArchitectures: [architecture],
  });
}

function sha256(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

/**
 * Name of the bucket that SST keeps assets in, one in each region of an account.
 *
 * Source: SST documentation, "State", section "Bootstrap".
 */
function assetBucket(): $util.Output<string> {
  const { insecureValue } = aws.ssm.getParameterOutput({ name: "/sst/bootstrap" });
  return $jsonParse(insecureValue).apply(({ asset }: { asset: string }) => asset);
}
