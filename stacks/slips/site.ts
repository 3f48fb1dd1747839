import type { Slip } from "./slip.ts";

/** Slips in the site. */
export const siteSlips: readonly Slip[] = [
  {
    slip: "anyone may call the site's function",
    file: "stacks/nextjs.ts",
    from: 'protection: "oac",',
    to: 'protection: "none",',
    foundBy: "the site is reached through CloudFront alone",
    problem: /may be invoked by \*/,
  },
  {
    slip: "the site's function keeps the rights that SST gives it",
    file: "stacks/nextjs.ts",
    from: "args.permissions = [];",
    to: "",
    foundBy: "the site may only log",
    problem: /may do cloudfront:CreateInvalidation on \*/,
  },
  {
    slip: "the site gets a function for images",
    file: "stacks/server-rendered-site.ts",
    from: "imageOptimizer: _images, ",
    to: "",
    foundBy: "the site is one function",
    problem: /ImageOptimizer/,
  },
  {
    slip: "the site's build gets the environment of the deployment",
    file: "stacks/nextjs.ts",
    from: ", environment: {}",
    to: "",
    foundBy: "the site's build sees nothing of the deployment",
    problem: /SiteBuilder gets SST_RESOURCE_Api/,
  },
  {
    slip: "the site knows a secret",
    file: "stacks/nextjs.ts",
    from: "link: [api],",
    to: 'link: [api, new sst.Secret("Unneeded", "value")],',
    foundBy: "the site is linked to the API alone",
    problem: /\["Api","Unneeded"\]/,
  },
  {
    slip: "the site has another name",
    file: "stacks/nextjs.ts",
    from: "domainOf(hosts.site)",
    to: "domainOf(`www.${hosts.site}`)",
    foundBy: "the site is reached as the stage needs",
    problem: /www\.example\.com/,
  },
  {
    slip: "static files come without security headers",
    file: "stacks/nextjs.ts",
    from: "responseHeadersPolicyId: securityHeadersPolicy,",
    to: "",
    foundBy: "the site's files are shielded",
    problem: /without security headers/,
  },
  {
    slip: "pages of other origins read static files",
    file: "stacks/nextjs.ts",
    from: "assets: { cors: false },",
    to: "",
    foundBy: "the site's files are shielded",
    problem: / lets pages of other origins read/,
  },
];
