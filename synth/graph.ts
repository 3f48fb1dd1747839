export type NodeKind =
  | "alarms"
  | "api"
  | "bucket"
  | "client"
  | "function"
  | "secret"
  | "site"
  | "subscriber"
  | "table"
  | "topic";

export interface Node {
  /** Letters, digits and underscores. */
  readonly id: string;
  readonly kind: NodeKind;
  readonly label: string;
  /** What it stands in, together with the other nodes that say the same. */
  readonly frame?: string;
}

export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly label?: string;
}

export interface Graph {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
}

/** The id of the node for something of this name. */
export function nodeId(name: string): string {
  return name.replaceAll(/\W/g, "_");
}
