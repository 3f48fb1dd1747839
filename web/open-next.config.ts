import type { OpenNextConfig } from "@opennextjs/aws/types/open-next.js";
import type { Converter } from "@opennextjs/aws/types/overrides.js";

/**
 * Takes `accept-encoding` from a request: pages go out as they are. What OpenNext would compress itself, at the highest
 * quality of Brotli, takes longer than rendering, and breaks now and then between a streamed function URL and CloudFront
 * (opennextjs-aws issue 1127).
 */
const uncompressed: Converter = {
  name: "aws-apigw-v2-uncompressed",
  async convertFrom(event: unknown) {
    const { convertFrom } = await functionUrlConverter();
    const request = await convertFrom(event);
    const { "accept-encoding": _, ...headers } = request.headers;
    return { ...request, headers };
  },
  async convertTo(result) {
    const { convertTo } = await functionUrlConverter();
    return convertTo(result);
  },
};

/** Reads the site's build when it is imported, but this file is imported before there is one. */
async function functionUrlConverter(): Promise<Converter> {
  const { default: converter } = await import("@opennextjs/aws/overrides/converters/aws-apigw-v2.js");
  return converter;
}

const config: OpenNextConfig = {
  default: {
    override: {
      wrapper: "aws-lambda-streaming",
      converter: () => uncompressed,
      // Every page is rendered for its request: nothing is kept, so the function calls no AWS service for it.
      incrementalCache: "dummy",
      tagCache: "dummy",
      queue: "dummy",
    },
  },
  dangerous: { disableIncrementalCache: true, disableTagCache: true },
  imageOptimization: {
    loader: "dummy",
    // @ts-expect-error -- the type lacks `false`, without which the build downloads sharp from outside of the lock file.
    install: false,
  },
  buildCommand: `${JSON.stringify(process.execPath)} --bun node_modules/next/dist/bin/next build`,
};

export default config;
