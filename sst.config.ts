/// <reference path="./.sst/platform/config.d.ts" />

// SST refuses imports at the top level of this file: they would run before its globals exist.
export default $config({
  async app({ stage }) {
    const { stageFacts } = await import("./stacks/stage.ts");
    const { removal, protect } = stageFacts(stage);
    return {
      name: "draht",
      version: "4.17.1",
      home: "aws",
      removal,
      protect,
      providers: { aws: { version: "7.20.0", region: process.env["AWS_REGION"] || "eu-central-1" } },
    };
  },
  async run() {
    await import("./stacks/role-trust.ts");
    const { tableNames } = await import("./stacks/dynamodb.ts");
    const { layer } = await import("./stacks/runtime.ts");
    const { api } = await import("./stacks/api.ts");
    return { api: api.url, tables: tableNames, ...(layer && { layer: layer.arn }) };
  },
});
