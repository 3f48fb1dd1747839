import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zipLayer } from "./zip-layer.ts";

describe("the layer's zip", () => {
  let folder: string;
  let bootstrap: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "zip-layer-"));
    bootstrap = join(folder, "bootstrap");
    await Bun.write(bootstrap, "#!/bin/sh\necho started\n");
  });

  afterAll(() => rm(folder, { recursive: true }));

  test("holds the bootstrap alone, executable for everyone, whatever the file's mode was", async () => {
    await chmod(bootstrap, 0o600);
    const zip = join(folder, "modes.zip");

    await zipLayer(bootstrap, zip);

    expect(centralDirectory(await Bun.file(zip).bytes())).toEqual([{ name: "bootstrap", mode: 0o100755 }]);
  });

  test("is the same bytes in another time zone, under another umask and later", async () => {
    const zips = await Promise.all([zipElsewhere("Asia/Tokyo", "077"), zipElsewhere("America/New_York", "022")]);

    expect(zips[0]).toEqual(zips[1]);
  });

  test("says that it cannot be written", async () => {
    const error = await zipLayer(bootstrap, join(bootstrap, "layer.zip")).catch((reason: unknown) => reason);

    expect(error).toMatchObject({ name: "LayerError", code: "OUTPUT_NOT_WRITABLE" });
  });

  async function zipElsewhere(zone: string, umask: string): Promise<Uint8Array> {
    const zip = join(folder, `${umask}.zip`);
    const source = join(folder, umask, "bootstrap");
    await Bun.write(source, "#!/bin/sh\necho started\n");
    const script = `process.umask(0o${umask});
      const { zipLayer } = await import(${JSON.stringify(join(import.meta.dir, "zip-layer.ts"))});
      await zipLayer(${JSON.stringify(source)}, ${JSON.stringify(zip)});`;
    const made = Bun.spawn([process.execPath, "-e", script], {
      env: { ...process.env, TZ: zone },
      stdio: ["ignore", "inherit", "inherit"],
    });
    expect(await made.exited).toBe(0);
    return Bun.file(zip).bytes();
  }
});

/** Names and Unix modes. Source: APPNOTE.TXT of PKWARE, 4.3.12 and 4.3.16. */
function centralDirectory(zip: Uint8Array): { name: string; mode: number }[] {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = zip.byteLength - 22;
  expect(view.getUint32(end, true)).toBe(0x06054b50);
  const entries: { name: string; mode: number }[] = [];
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < view.getUint16(end + 10, true); index += 1) {
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(zip.subarray(at + 46, at + 46 + nameLength));
    entries.push({ name, mode: view.getUint32(at + 38, true) >>> 16 });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}
