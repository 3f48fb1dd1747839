import release from "./bun-release.json" with { type: "json" };
import type { Architecture } from "./layer-target.ts";

/** One published npm package that carries Bun for one processor. */
export interface BunPackage {
  readonly name: string;
  /** `dist.integrity` as the registry publishes it: SHA-512 of the tarball, Subresource Integrity format. */
  readonly integrity: string;
  /** SHA-256 in hexadecimal of `bin/bun` inside the tarball. */
  readonly binarySha256: string;
}

/** The Bun that the layer is built from. */
export interface BunRelease {
  readonly version: string;
  readonly packages: Readonly<Record<Architecture, BunPackage>>;
}

/** The pinned release: the only Bun that ever goes into a layer. */
export const pinnedRelease: BunRelease = release;
