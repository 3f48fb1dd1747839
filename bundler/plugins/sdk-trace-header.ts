import type { BunPlugin } from "bun";

/**
 * Keeps what the AWS SDK's browser build drops but Lambda needs: the X-Ray trace header on every request, by which AWS
 * follows a trace and stops recursive loops.
 *
 * Source: AWS documentation, "Use Lambda recursive loop detection to prevent infinite loops".
 */
export const sdkTraceHeader: BunPlugin = {
  name: "sdk-trace-header",
  setup(build) {
    build.onLoad({ filter: /[\\/]@aws-sdk[\\/]core[\\/].*[\\/]getRecursionDetectionPlugin\.browser\.js$/ }, () => ({
      contents: 'export * from "./getRecursionDetectionPlugin.js";',
      loader: "js",
    }));
  },
};
