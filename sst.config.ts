/// <reference path="./.sst/platform/config.d.ts" />

// SST refuses imports at the top level of this file: they would run before its globals exist.
export default $config({
  async app({ stage }) {
    const { readSettings } = await import("./stacks/settings.ts");
    const { stageFacts } = await import("./stacks/stage.ts");
    const { removal, protect } = stageFacts(stage);
    return {
      name: "draht",
      version: "4.17.1",
      home: "aws",
      removal,
      protect,
      providers: {
        aws: {
          version: "7.20.0",
          region: readSettings(process.env).region,
          defaultTags: { tags: { project: "draht", stage } },
        },
      },
    };
  },
  async run() {
    const { prepare } = await import("./stacks/prepare.ts");
    await prepare();
    await import("./stacks/function-role.ts");
    const { tableNames } = await import("./stacks/dynamodb.ts");
    const { layers } = await import("./stacks/runtime.ts");
    const { api } = await import("./stacks/api.ts");
    const { transcriptStream } = await import("./stacks/transcript-stream.ts");
    const { site } = await import("./stacks/nextjs.ts");
    const { dashboardUrl } = await import("./stacks/monitoring.ts");
    return {
      api: api.url,
      site: site.url,
      transcriptStream: transcriptStream.url,
      tables: tableNames,
      ...(layers && { layers: { arm64: layers.arm64.arn, x86_64: layers.x86_64.arn } }),
      ...(dashboardUrl && { dashboard: dashboardUrl }),
    };
  },
});
