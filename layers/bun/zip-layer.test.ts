import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readZip } from "./testing/read-zip.ts";
import { hashZipInputs, zipLayer } from "./zip-layer.ts";

const files = [{ path: "bootstrap", mode: 0o755, bytes: Buffer.from("#!/bin/sh\necho started\n") }];

describe("the layer's zip", () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "zip-layer-"));
  });

  afterAll(() => rm(folder, { recursive: true }));

  test("holds the files, and its size is known", async () => {
    const zip = join(folder, "files.zip");

    const size = await zipLayer(files, zip);

    expect(readZip(await Bun.file(zip).bytes())).toMatchObject([{ path: "bootstrap", mode: 0o755 }]);
    expect(size).toEqual({ zipped: Bun.file(zip).size, unzipped: 23 });
  });

  test("is the same bytes in another time zone, under another umask and later", async () => {
    const zips = await Promise.all([zipElsewhere("Asia/Tokyo", "077"), zipElsewhere("America/New_York", "022")]);

    expect(zips[0]).toEqual(zips[1]);
  });

  test("over the budget is not left to be deployed", async () => {
    const zip = join(folder, "budget", "layer.zip");
    await zipLayer(files, zip);

    const error = await zipLayer(files, zip, { budget: { zipped: 1000, unzipped: 22 } }).catch((e: unknown) => e);

    expect(error).toMatchObject({ name: "LayerError", code: "OVER_BUDGET" });
    expect(await readdir(join(folder, "budget"))).toEqual([]);
  });

  test("says that it cannot be written", async () => {
    const file = join(folder, "a-file");
    await Bun.write(file, "");

    const error = await zipLayer(files, join(file, "layer.zip")).catch((e: unknown) => e);

    expect(error).toMatchObject({ name: "LayerError", code: "OUTPUT_NOT_WRITABLE" });
  });

  async function zipElsewhere(zone: string, umask: string): Promise<Uint8Array> {
    const zip = join(folder, `${umask}.zip`);
    const script = `process.umask(0o${umask});
      const { zipLayer } = await import(${JSON.stringify(join(import.meta.dir, "zip-layer.ts"))});
      const bytes = Buffer.from("#!/bin/sh\\necho started\\n");
      await zipLayer([{ path: "bootstrap", mode: 0o755, bytes }], ${JSON.stringify(zip)});`;
    const made = Bun.spawn([process.execPath, "-e", script], {
      env: { ...process.env, TZ: zone },
      stdio: ["ignore", "inherit", "inherit"],
    });
    expect(await made.exited).toBe(0);
    return Bun.file(zip).bytes();
  }
});

test.each([
  ["another path", { path: "bin/bootstrap" }],
  ["another mode", { mode: 0o644 }],
  ["other bytes", { bytes: Buffer.from("#!/bin/sh\n") }],
])("%s is another input, and the same files are the same", async (_what, change) => {
  const changed = files.map((file) => Object.assign({}, file, change));
  expect(await hashZipInputs(changed)).not.toBe(await hashZipInputs(files));
  expect(await hashZipInputs(structuredClone(files))).toBe(await hashZipInputs(files));
});
