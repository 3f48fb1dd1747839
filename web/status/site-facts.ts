import { Resource } from "sst";

/** What the site knows of itself without asking anyone. */
export interface SiteFacts {
  readonly stage: string;
  /** Identifies the sources that the site was built from. */
  readonly build: string;
  /** For instance `Bun 1.4.5`. */
  readonly runtime: string;
  /** AWS region; undefined where the site does not run on AWS. */
  readonly region: string | undefined;
}

/** Reads them from the link, the variables and the versions of this process. */
export function readSiteFacts(): SiteFacts {
  const { bun, node } = process.versions;
  return {
    stage: Resource.App.stage,
    build: process.env["DRAHT_BUILD_ID"] ?? "unknown",
    runtime: bun ? `Bun ${bun}` : `Node.js ${node}`,
    region: process.env["AWS_REGION"],
  };
}
