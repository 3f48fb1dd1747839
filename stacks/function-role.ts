/// <reference path="../.sst/platform/config.d.ts" />
import { stageFacts } from "./stage.ts";

const { logRetentionDays } = stageFacts($app.stage);

/**
 * What every function of the app gets, the site's included: a log group that exists before the function, and a role that
 * may write to that group alone. SST 4.17.1 would attach AWSLambdaBasicExecutionRole, which may write to any log group of
 * the account and create new ones, which are kept forever.
 */
$transform(sst.aws.Function, (args, _options, name) => {
  const functionName = args.name ?? `${$app.name}-${$app.stage}-${name}`;
  const logGroup = new aws.cloudwatch.LogGroup(`${name}LogGroup`, {
    name: $interpolate`/aws/lambda/${functionName}`,
    retentionInDays: logRetentionDays,
  });
  args.logging = { format: "json", logGroup: logGroup.name };
  args.permissions = $output(args.permissions).apply((permissions) => [
    ...(permissions ?? []),
    // Lambda names the streams of the group. Source: AWS documentation, "Actions, resources, and condition keys for Amazon
    // CloudWatch Logs", where the ARN of a log stream begins with that of its group.
    { actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [$interpolate`${logGroup.arn}:*`] },
  ]);

  const inner = args.transform?.role;
  args.transform = {
    ...args.transform,
    role(role, options, roleName) {
      if (typeof inner === "function") inner(role, options, roleName);
      else Object.assign(role, inner);
      role.managedPolicyArns = $output(role.managedPolicyArns).apply((arns = []) =>
        arns.filter((arn) => !arn.endsWith("/AWSLambdaBasicExecutionRole")),
      );
      if (!$dev) role.assumeRolePolicy = onlyLambda();
      return undefined;
    },
  };
});

/**
 * Lets only Lambda assume a role. SST 4.17.1 means to add the account's root in `sst dev` alone, where the developer's
 * machine runs the function under its role, but tests an output for truth where it decides, and so adds it in every stage.
 */
function onlyLambda() {
  return aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" });
}
