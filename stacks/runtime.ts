/// <reference path="../.sst/platform/config.d.ts" />
import { pinnedRelease } from "../layers/bun/bun-release.ts";
import { functionBundle, layerArchive, type LambdaArchitecture } from "./build-output.ts";

const runtime = "provided.al2023";
const architecture: LambdaArchitecture = "arm64";

/** The layer that every function runs on; none in `sst dev`, where functions run on the developer's machine. */
export const layer = $dev ? undefined : createLayer(architecture);

export interface BunFunction {
  /** Also the name of the bundle's folder. */
  readonly name: string;
  /** Source file without extension, a dot, the export. */
  readonly source: string;
  readonly link: readonly unknown[];
}

/** The arguments that make a function run on Bun: every handler is deployed through this. */
export function bunFunction({ name, source, link }: BunFunction): sst.aws.FunctionArgs {
  const settings = {
    architecture,
    memory: "512 MB",
    timeout: "10 seconds",
    link: [...link],
  } satisfies Partial<sst.aws.FunctionArgs>;
  if (!layer) {
    // SST runs live functions only on runtimes that it can build for; `bun` and `bun:*` are there when it runs them.
    const esbuild = { external: ["bun", "bun:*"] };
    return { ...settings, runtime: "nodejs24.x", handler: source, nodejs: { esbuild } };
  }
  return {
    ...settings,
    runtime,
    layers: [layer.arn],
    bundle: functionBundle($cli.paths.root, name),
    handler: "index.handler",
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
  const archive = layerArchive($cli.paths.root, architecture);
  const logicalName = `BunLayer-${architecture}`;

  const code = new aws.s3.BucketObjectv2(`${logicalName}-code`, {
    bucket: assetBucket(),
    key: `assets/${name}-${archive.sha256}.zip`,
    source: new $util.asset.FileAsset(archive.path),
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

/**
 * Name of the bucket that SST keeps assets in, one in each region of an account.
 *
 * Source: SST documentation, "State", section "Bootstrap".
 */
function assetBucket(): $util.Output<string> {
  const { insecureValue } = aws.ssm.getParameterOutput({ name: "/sst/bootstrap" });
  return $jsonParse(insecureValue).apply(({ asset }: { asset: string }) => asset);
}
