import { Spec, Validation } from "@cyclonedx/cyclonedx-library";
import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { bunLicences } from "./bun-licences.ts";
import { pinnedRelease } from "./bun-release.ts";
import { toSbom, type SbomSubject } from "./sbom.ts";

const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);

const subject: SbomSubject = {
  architecture: "arm64",
  release: pinnedRelease,
  embedded: [
    { name: "zlib-ng", kind: "linked", url: "https://github.com/zlib-ng/zlib-ng", licence: "zlib" },
    { name: "libicu", kind: "linked", url: "https://github.com/unicode-org/icu", licence: "ICU license" },
    { name: "assert", kind: "polyfill", url: "https://npmjs.com/package/assert", licence: "MIT" },
  ],
  versions: { zlib: "12731092979c6d07f42da27da673a9f6c7b13586", icu: "78.3", assert: "1.2.3" },
  bootstrapSha256: "00".repeat(32),
};

describe("the bill of materials", () => {
  test.each(["x64", "arm64"] as const)("of the %s layer is valid by CycloneDX's own schema", async (architecture) => {
    const { components: embedded } = await bunLicences();

    const sbom = toSbom({ ...subject, architecture, embedded, versions: process.versions });

    expect(await validator.validate(sbom)).toBeNull();
  });

  test("is valid whatever a component is called", async () => {
    const text = fc.string({ minLength: 1 });
    const component = fc.record({ name: text, kind: fc.constant("linked" as const), url: fc.webUrl(), licence: text });
    await fc.assert(
      fc.asyncProperty(component, async (one) => {
        expect(await validator.validate(toSbom({ ...subject, embedded: [one] }))).toBeNull();
      }),
      { numRuns: 100 },
    );
  });

  test("names the pinned Bun with its package URL and the hash of its executable", () => {
    const { components } = JSON.parse(toSbom(subject));

    expect(components[0]).toMatchObject({
      purl: `pkg:npm/%40oven/bun-linux-aarch64@${pinnedRelease.version}`,
      version: pinnedRelease.version,
      hashes: [{ alg: "SHA-256", content: pinnedRelease.packages.arm64.binarySha256 }],
    });
  });

  test("names what is inside of Bun: the commit where Bun is built from one, SPDX's name of a licence where it is sure", () => {
    const { components, dependencies } = JSON.parse(toSbom(subject));

    expect(components.slice(1)).toMatchObject([
      {
        name: "zlib-ng",
        version: subject.versions["zlib"],
        purl: "pkg:github/zlib-ng/zlib-ng",
        licenses: [{ license: { id: "Zlib" } }],
      },
      { name: "libicu", purl: "pkg:github/unicode-org/icu", licenses: [{ license: { name: "ICU license" } }] },
      { name: "assert", purl: "pkg:npm/assert", licenses: [{ license: { id: "MIT" } }] },
    ]);
    expect(components[2]).not.toHaveProperty("version");
    expect(components[3]).not.toHaveProperty("version");
    expect(dependencies[1].dependsOn).toEqual(["linked:zlib-ng", "linked:libicu", "polyfill:assert"]);
  });

  test("has a serial number that changes with the layer, and with nothing else", () => {
    expect(toSbom(subject)).toBe(toSbom({ ...subject }));
    expect(serialNumber(subject)).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-/);
    expect(serialNumber({ ...subject, bootstrapSha256: "11".repeat(32) })).not.toBe(serialNumber(subject));
  });
});

function serialNumber(of: SbomSubject): string {
  return JSON.parse(toSbom(of)).serialNumber;
}
