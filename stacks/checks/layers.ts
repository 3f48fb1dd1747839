import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { pinnedRelease } from "../../layers/bun/bun-release.ts";
import { resourcesOfType } from "../../synth/resources.ts";
import type { Check } from "./check.ts";
import { fields, text } from "./inputs.ts";

/**
 * A layer for each processor is made from the zip that was built for it. The object that holds the zip is named after the
 * stage, so that it goes with no other, and after its content: another zip makes another version.
 */
export const layersAreAsBuilt: Check = (synthesis) => {
  const { name, stage } = synthesis.app;
  const objects = resourcesOfType(synthesis, "aws:s3/bucketObjectv2:BucketObjectv2");
  const found = resourcesOfType(synthesis, "aws:lambda/layerVersion:LayerVersion").map(({ inputs }) => {
    const { layerName, compatibleArchitectures, compatibleRuntimes, s3Bucket, s3Key } = inputs;
    const object = objects.find(({ inputs }) => inputs["bucket"] === s3Bucket && inputs["key"] === s3Key);
    const zip = text(fields(object?.inputs["source"])["$asset"]);
    return {
      layerName,
      compatibleArchitectures,
      compatibleRuntimes,
      s3Key: text(s3Key).replace(zip === "" ? "no zip" : sha256(zip), "SHA256"),
      object: Object.keys(object?.inputs ?? {}).toSorted(),
      zip: zip.split("/").at(-1),
    };
  });
  const wanted = ["arm64", "x86_64"].map((processor) => ({
    layerName: `${name}-${stage}-bun-${processor}`,
    compatibleArchitectures: [processor],
    compatibleRuntimes: ["provided.al2023"],
    s3Key: `assets/${name}-${stage}-bun-${processor}-SHA256.zip`,
    // Nothing besides, such as an access control list.
    object: ["bucket", "key", "source"],
    zip: `bun-${pinnedRelease.version}-${processor}.zip`,
  }));
  return Bun.deepEquals(found, wanted) ? [] : [`The layers are ${JSON.stringify(found)}.`];
};

function sha256(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}
