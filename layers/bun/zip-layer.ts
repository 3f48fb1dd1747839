import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import { LayerError } from "./layer-error.ts";

/** DOS time, which zip has, knows no zone: made of local fields it is the same bytes in every zone. */
const fixedTime = new Date(1980, 0, 1);

/**
 * Zips a layer's bootstrap. The archive holds `bootstrap` alone, executable for everyone, and the same executable gives
 * the same bytes, whatever the time, the zone and the umask.
 *
 * A zip is made here, for Pulumi's folder archives lose the mode and Lambda then cannot start the layer.
 *
 * @throws LayerError `OUTPUT_NOT_WRITABLE`
 */
export async function zipLayer(bootstrap: string, zip: string): Promise<void> {
  const archive = new ZipFile();
  const content = Buffer.from(await Bun.file(bootstrap).arrayBuffer());
  archive.addBuffer(content, "bootstrap", { mtime: fixedTime, forceDosTimestamp: true, mode: 0o100755 });
  archive.end();

  const partial = `${zip}.${crypto.randomUUID()}`;
  try {
    await mkdir(dirname(zip), { recursive: true });
    await pipeline(archive.outputStream, createWriteStream(partial));
    await rename(partial, zip);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    throw new LayerError("OUTPUT_NOT_WRITABLE", `${zip} cannot be written: check the folder and the disk.`, {
      cause: error,
    });
  }
}
