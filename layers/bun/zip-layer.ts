import { mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { checkBudget, layerBudget, type LayerBudget, type LayerSize } from "./layer-budget.ts";
import { LayerError } from "./layer-error.ts";
import { zipArchive, type ZipEntry } from "./zip-archive.ts";

export interface ZipLayerOptions {
  readonly budget?: LayerBudget;
  /** Of the compression, from 0 to 12, which is the best and the default. */
  readonly level?: Bun.LibdeflateCompressionOptions["level"];
}

/**
 * Zips a layer's files. Equal files give equal bytes, whatever the time, the zone, the umask and the machine.
 *
 * A zip is made here, for Pulumi's folder archives lose the mode and Lambda then cannot start the layer.
 *
 * @throws LayerError `OVER_BUDGET`, and then no zip is left; `OUTPUT_NOT_WRITABLE`
 */
export async function zipLayer(
  files: readonly ZipEntry[],
  zip: string,
  { budget = layerBudget, level }: ZipLayerOptions = {},
): Promise<LayerSize> {
  const archive = zipArchive(files, level);
  const size = { zipped: archive.length, unzipped: files.reduce((sum, { bytes }) => sum + bytes.length, 0) };
  const partial = `${zip}.${crypto.randomUUID()}`;
  try {
    checkBudget(size, budget);
    await mkdir(dirname(zip), { recursive: true });
    await Bun.write(partial, archive);
    await rename(partial, zip);
    return size;
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    if (error instanceof LayerError) {
      await rm(zip, { force: true });
      throw error;
    }
    throw new LayerError("OUTPUT_NOT_WRITABLE", `${zip} cannot be written: check the folder and the disk.`, {
      cause: error,
    });
  }
}

/** SHA-256 in hexadecimal of all that a zip's bytes depend on: files, compressor and the code that writes it; and of the budget. */
export async function hashZipInputs(files: readonly ZipEntry[]): Promise<string> {
  const hasher = new Bun.CryptoHasher("sha256");
  hasher.update(
    JSON.stringify([Bun.version, layerBudget, await Bun.file(join(import.meta.dir, "zip-archive.ts")).text()]),
  );
  for (const { path, mode, bytes } of files) {
    hasher.update(JSON.stringify([path, mode, bytes.length]));
    hasher.update(bytes);
  }
  return hasher.digest("hex");
}
