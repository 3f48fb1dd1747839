import type { NextConfig } from "next";

const buildId = process.env["DRAHT_BUILD_ID"] ?? "development";

const config: NextConfig = {
  // The same sources give the same id, so that a deployment without a change changes nothing.
  generateBuildId: () => buildId,
  env: { DRAHT_BUILD_ID: buildId },
  // A folder above this one has a lock file as well.
  turbopack: { root: import.meta.dirname },
  outputFileTracingRoot: import.meta.dirname,
  poweredByHeader: false,
  reactStrictMode: true,
  // No image is resized on a server: there is no function for it.
  images: { unoptimized: true },
  // `bun run types` checks them, with the compiler that checks the rest of the repository.
  typescript: { ignoreBuildErrors: true },
};

export default config;
