/**
 * A resource's URN as Pulumi's engine makes it. The stack itself is no part of its children's type chain; SST derives the
 * types of links from the chain.
 *
 * Source: Pulumi documentation, "Resource names", section "URNs".
 */
export function urnOf(app: { name: string; stage: string }, parent: string, type: string, name: string): string {
  const chain = parent === "" ? undefined : parent.split("::")[2];
  const qualified = chain === undefined || chain === "pulumi:pulumi:Stack" ? type : `${chain}$${type}`;
  return `urn:pulumi:${app.stage}::${app.name}::${qualified}::${name}`;
}
