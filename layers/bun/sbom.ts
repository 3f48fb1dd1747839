import { createHash } from "node:crypto";
import type { EmbeddedComponent } from "./bun-licences.ts";
import type { BunRelease } from "./bun-release.ts";
import { lambdaArchitecture, type Architecture } from "./layer-target.ts";

export interface SbomSubject {
  readonly architecture: Architecture;
  readonly release: BunRelease;
  /** What this Bun carries inside. */
  readonly embedded: readonly EmbeddedComponent[];
  /** Bun's `process.versions`, of which the commits that it was built from are used: they are the same on every system. */
  readonly versions: Readonly<Record<string, string | undefined>>;
  /** SHA-256 of the layer's bootstrap, in hexadecimal. */
  readonly bootstrapSha256: string;
}

/** Bun's names for its parts in `process.versions`, where they differ from those of its licence page. */
const versionNames: ReadonlyMap<string, string> = new Map([
  ["JavaScriptCore", "webkit"],
  ["picohttp", "picohttpparser"],
  ["lol-html", "lolhtml"],
  ["ls-hpack", "lshpack"],
  ["zlib-ng", "zlib"],
  ["c-ares", "ares"],
]);

/** The licence page's wordings that mean one SPDX licence and no other. The rest is passed on as it is worded. */
const spdxIdentifiers: ReadonlyMap<string, string> = new Map([
  ["MIT", "MIT"],
  ["MIT licensed", "MIT"],
  ["BSD 2-Clause", "BSD-2-Clause"],
  ["BSD 3-Clause", "BSD-3-Clause"],
  ["Apache 2.0", "Apache-2.0"],
  ["Apache 2.0 licensed", "Apache-2.0"],
  ["zlib", "Zlib"],
]);

/**
 * A layer's bill of materials as CycloneDX 1.6 JSON. The same layer gives the same text: it has no time of making, and
 * its serial number is made of its content.
 *
 * Source: CycloneDX 1.6 JSON reference; package URLs by the purl specification.
 */
export function toSbom(subject: SbomSubject): string {
  const { architecture, release, embedded, versions, bootstrapSha256 } = subject;
  const { name: packageName, integrity, binarySha256 } = release.packages[architecture];
  const layerRef = `draht-bun-layer-${lambdaArchitecture(architecture)}`;
  const bunRef = `pkg:npm/${packageName.replace("@", "%40")}@${release.version}`;
  const known = new Map(Object.entries(versions));
  const parts = embedded.map((component) => toComponent(component, known));

  const content = {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {
      lifecycles: [{ phase: "build" }],
      component: {
        "bom-ref": layerRef,
        type: "platform",
        name: layerRef,
        version: release.version,
        description: `Runtime layer for AWS Lambda on ${lambdaArchitecture(architecture)}; its version is that of its Bun.`,
        hashes: [{ alg: "SHA-256", content: bootstrapSha256 }],
        licenses: [{ license: { id: "MIT" } }],
      },
    },
    components: [
      {
        "bom-ref": bunRef,
        type: "platform",
        name: packageName,
        version: release.version,
        purl: bunRef,
        hashes: [{ alg: "SHA-256", content: binarySha256 }],
        licenses: [{ license: { id: "MIT" } }],
        externalReferences: [{ type: "vcs", url: "https://github.com/oven-sh/bun" }],
        properties: [{ name: "draht:npm-integrity", value: integrity }],
      },
      ...parts,
    ],
    dependencies: [
      { ref: layerRef, dependsOn: [bunRef] },
      { ref: bunRef, dependsOn: parts.map((part) => part["bom-ref"]) },
    ],
  };
  return `${JSON.stringify({ ...content, serialNumber: serialNumber(JSON.stringify(content)) }, null, 2)}\n`;
}

function toComponent(component: EmbeddedComponent, versions: ReadonlyMap<string, string | undefined>) {
  const { name, kind, url, licence, licenceUrl } = component;
  const commit = kind === "linked" ? versions.get(versionNames.get(name) ?? name) : undefined;
  const purl = packageUrl(url);
  const id = spdxIdentifiers.get(licence);
  const named = { name: licence, ...(licenceUrl !== undefined && { url: licenceUrl }) };
  return {
    "bom-ref": `${kind}:${name}`,
    type: "library",
    name,
    ...(commit !== undefined && /^[0-9a-f]{40}$/.test(commit) && { version: commit }),
    ...(purl !== undefined && { purl }),
    licenses: [{ license: id === undefined ? named : { id } }],
    externalReferences: [{ type: url.includes("npmjs.com/") ? "website" : "vcs", url }],
  };
}

/** Without a version, for Bun names commits that may be those of its own forks. */
function packageUrl(url: string): string | undefined {
  const [, npm] = /npmjs\.com\/package\/([^/]+)$/.exec(url) ?? [];
  if (npm !== undefined) return `pkg:npm/${npm}`;
  const [, owner, repository] = /^https:\/\/github\.com\/([^/]+)\/([^/]+)/.exec(url) ?? [];
  return owner === undefined ? undefined : `pkg:github/${owner}/${repository}`.toLowerCase();
}

/** A UUID of version 8, that of one's own making (RFC 9562, section 5.8). */
function serialNumber(content: string): string {
  const hash = createHash("sha256").update(content).digest();
  hash[6] = 0x80 | ((hash[6] ?? 0) & 0x0f);
  hash[8] = 0x80 | ((hash[8] ?? 0) & 0x3f);
  const hex = hash.toString("hex", 0, 16);
  return `urn:uuid:${hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")}`;
}
