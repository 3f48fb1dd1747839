import { join } from "node:path";
import { bunLicences } from "./bun-licences.ts";
import { pinnedRelease } from "./bun-release.ts";
import type { Architecture } from "./layer-target.ts";
import { toSbom } from "./sbom.ts";
import type { ZipEntry } from "./zip-archive.ts";

/** Of the layer's own, so that it meets no file of another layer: Lambda extracts them all into `/opt`. */
const documents = "bun-layer";

/** The bootstrap is Bun as well when this variable asks for it. `/opt/bin` is on Lambda's PATH. */
const bunCommand = '#!/bin/sh\nBUN_BE_BUN=1 exec "${0%/*}/../bootstrap" "$@"\n';

export interface LayerContents {
  /** Everything that goes into the zip. */
  readonly files: readonly ZipEntry[];
  /** CycloneDX 1.6 JSON; also among the files. */
  readonly sbom: string;
}

/**
 * A layer's files by their path under `/opt`: the bootstrap, the command `bun`, the licences and the bill of materials.
 *
 * @param bootstrap Path of the compiled bootstrap.
 * @throws LayerError `LICENCES_UNREADABLE`
 */
export async function layerContents(architecture: Architecture, bootstrap: string): Promise<LayerContents> {
  const executable = await Bun.file(bootstrap).bytes();
  const { page, components } = await bunLicences();
  const sbom = toSbom({
    architecture,
    release: pinnedRelease,
    embedded: components,
    versions: process.versions,
    bootstrapSha256: new Bun.CryptoHasher("sha256").update(executable).digest("hex"),
  });
  return {
    sbom,
    files: [
      { path: "bootstrap", mode: 0o755, bytes: executable },
      { path: "bin/bun", mode: 0o755, bytes: Buffer.from(bunCommand) },
      { path: `${documents}/LICENSE`, mode: 0o644, bytes: await own("../../LICENSE") },
      { path: `${documents}/licenses/bun.md`, mode: 0o644, bytes: Buffer.from(page) },
      ...(await Promise.all(["Apache-2.0.txt", "LGPL-2.0.txt", "LGPL-2.1.txt"].map(licenceText))),
      { path: `${documents}/sbom.cdx.json`, mode: 0o644, bytes: Buffer.from(sbom) },
    ],
  };
}

async function licenceText(name: string): Promise<ZipEntry> {
  return { path: `${documents}/licenses/${name}`, mode: 0o644, bytes: await own(`licenses/${name}`) };
}

async function own(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return await Bun.file(join(import.meta.dir, path)).bytes();
}
