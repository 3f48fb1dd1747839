import type { Slip } from "./slip.ts";

/** Slips in what functions may do, and who may be a function. */
export const permissionSlips: readonly Slip[] = [
  {
    slip: "each policy allows one action more",
    file: "stacks/table-permissions.ts",
    from: "actions.map((action) => `dynamodb:${action}`)",
    to: '[...actions, "DeleteItem"].map((action) => `dynamodb:${action}`)',
    foundBy: "roles allow what functions declare",
    problem: /^getCategory may do dynamodb:DeleteItem on Table/,
  },
  {
    slip: "reading functions may write",
    file: "stacks/table-permissions.ts",
    from: 'actions: ["dynamodb:Query"]',
    to: 'actions: ["dynamodb:Query", "dynamodb:PutItem"]',
    foundBy: "a read cannot write",
    problem: /^listCategories reads, and may do dynamodb:PutItem/,
  },
  {
    slip: "every index is opened for one",
    file: "stacks/table-permissions.ts",
    from: "`/index/${index}`",
    to: "`/index/*`",
    foundBy: "nothing is allowed by a wildcard",
    problem: / allows dynamodb:Query on .+\/index\/\*/,
  },
  {
    slip: "functions keep the policy that SST gives them",
    file: "stacks/function-role.ts",
    from: '!arn.endsWith("/AWSLambdaBasicExecutionRole")',
    to: "true",
    foundBy: "nothing is allowed by a wildcard",
    problem: / has the policy .+AWSLambdaBasicExecutionRole/,
  },
  {
    slip: "functions keep the trust that SST gives them",
    file: "stacks/function-role.ts",
    from: "if (!$dev) role.assumeRolePolicy = onlyLambda();",
    to: "",
    foundBy: "only Lambda assumes roles",
    problem: / trusts .+:root/,
  },
  {
    slip: "functions may create logs, which are kept forever",
    file: "stacks/function-role.ts",
    from: '"logs:PutLogEvents"]',
    to: '"logs:PutLogEvents", "logs:CreateLogGroup"]',
    foundBy: "roles allow what functions declare",
    problem: /^getHealth may do logs:CreateLogGroup on its log/,
  },
  {
    slip: "two functions run under one role",
    file: "stacks/runtime.ts",
    from: 'handler: "index.',
    to: '...(manifest.tables.length === 0 && { role: "arn:aws:iam::123456789012:role/shared" }), handler: "index.',
    foundBy: "no two functions share a role",
    problem: / share arn:aws:iam::123456789012:role\/shared/,
  },
  {
    slip: "a role gets a policy from elsewhere",
    file: "stacks/monitoring.ts",
    from: "const alarms = new Alarms(",
    to: 'new aws.iam.RolePolicy("More", { role: "draht-prod-role", policy: "{}" }); const alarms = new Alarms(',
    foundBy: "roles allow what functions declare",
    problem: /^More is an aws:iam\/rolePolicy:RolePolicy beside the roles/,
  },
];
