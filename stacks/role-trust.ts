/// <reference path="../.sst/platform/config.d.ts" />

/**
 * Lets only Lambda assume the role of a function. SST 4.17.1 means to add the account's root in `sst dev` alone, but
 * tests an output for truth where it decides, and so adds it in every stage. In `sst dev` root stays: there, the
 * developer's machine runs the function under its role.
 */
if (!$dev) {
  $transform(sst.aws.Function, (args) => {
    const inner = args.transform?.role;
    args.transform = {
      ...args.transform,
      role(role, options, name) {
        if (typeof inner === "function") inner(role, options, name);
        else Object.assign(role, inner);
        role.assumeRolePolicy = aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" });
        return undefined;
      },
    };
  });
}
