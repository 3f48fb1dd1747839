import type { Edge, Graph, Node, NodeKind } from "./graph.ts";

/** Opening and closing of a node's shape. Source: Mermaid documentation, "Flowcharts", "Node shapes". */
const shapes: Readonly<Record<NodeKind, readonly [string, string]>> = {
  alarms: ["[/", "/]"],
  api: ["{{", "}}"],
  bucket: ["[(", ")]"],
  client: ["([", "])"],
  function: ["[", "]"],
  secret: [">", "]"],
  site: ["{{", "}}"],
  subscriber: ["([", "])"],
  table: ["[(", ")]"],
  topic: ["(", ")"],
};

/** A graph as a Mermaid flowchart from left to right. */
export function formatMermaid({ nodes, edges }: Graph): string {
  const frames = Map.groupBy(nodes, ({ frame }) => frame);
  const lines = [...frames].flatMap(([frame, inside], index) =>
    frame === undefined ? inside.map(formatNode) : formatFrame(`frame${index}`, frame, inside),
  );
  return ["flowchart LR", ...lines.map(indent), ...edges.map(formatEdge).map(indent), ""].join("\n");
}

function formatFrame(id: string, label: string, inside: readonly Node[]): string[] {
  return [`subgraph ${id}["${escapeLabel(label)}"]`, ...inside.map(formatNode).map(indent), "end"];
}

function formatNode({ id, kind, label }: Node): string {
  const [open, close] = shapes[kind];
  return `${id}${open}"${escapeLabel(label)}"${close}`;
}

function formatEdge({ from, to, label }: Edge): string {
  return label === undefined ? `${from} --> ${to}` : `${from} -->|"${escapeLabel(label)}"| ${to}`;
}

/** Source: Mermaid documentation, "Flowcharts", "Entity codes to escape characters". */
function escapeLabel(label: string): string {
  return label.replaceAll('"', "#quot;");
}

function indent(line: string): string {
  return `  ${line}`;
}
