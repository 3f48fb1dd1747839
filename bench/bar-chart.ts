/** One group of bars, with an axis of its own that begins at 0. */
export interface BarPanel {
  readonly title: string;
  readonly bars: readonly Bar[];
}

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** Drawn as a line across the end of the bar. */
  readonly spread: readonly [from: number, to: number];
  /** Written beside the bar. */
  readonly text: string;
  readonly highlight?: boolean;
}

const width = 760;
const labels = 190;
const texts = 130;
const barHeight = 16;
const rowHeight = 24;
const titleHeight = 40;
const margin = 16;

/** Follows the reader's light or dark scheme. The background is whatever it is shown on. */
const style = `
  text { font: 13px system-ui, sans-serif; fill: #3d444d; }
  .title { font-weight: 600; }
  .bar { fill: #8b949e; }
  .highlight { fill: #c2410c; }
  .spread { stroke: #1f2328; stroke-width: 1.5; }
  .axis { stroke: #8b949e; }
  @media (prefers-color-scheme: dark) {
    text { fill: #d1d7e0; }
    .highlight { fill: #f97316; }
    .spread { stroke: #f0f6fc; }
  }
`;

/** Horizontal bars in panels below each other, as an SVG document. */
export function barChart(description: string, panels: readonly BarPanel[]): string {
  let top = margin;
  const drawn = panels.map((panel) => {
    const group = drawPanel(panel, top);
    top += titleHeight + panel.bars.length * rowHeight + margin;
    return group;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${top}" role="img">`,
    `<title>${escape(description)}</title>`,
    `<style>${style}</style>`,
    ...drawn,
    "</svg>",
    "",
  ].join("\n");
}

function drawPanel({ title, bars }: BarPanel, top: number): string {
  const largest = Math.max(...bars.flatMap(({ value, spread }) => [value, ...spread]));
  const scale = (value: number): number => round((value / largest) * (width - labels - texts));
  const drawn = bars.map((bar, row) => drawBar(bar, scale, top + titleHeight + row * rowHeight));
  const bottom = top + titleHeight + bars.length * rowHeight;
  return [
    `<text class="title" x="0" y="${top + 20}">${escape(title)}</text>`,
    ...drawn,
    `<line class="axis" x1="${labels}" x2="${labels}" y1="${top + titleHeight - 4}" y2="${bottom - 4}"/>`,
  ].join("\n");
}

function drawBar(
  { label, value, spread, text, highlight }: Bar,
  scale: (value: number) => number,
  top: number,
): string {
  const middle = top + barHeight / 2;
  const [from, to] = [labels + scale(spread[0]), labels + scale(spread[1])];
  const end = Math.max(labels + scale(value), to);
  return [
    `<text x="${labels - 8}" y="${middle + 4}" text-anchor="end">${escape(label)}</text>`,
    `<rect class="${highlight ? "highlight" : "bar"}" x="${labels}" y="${top}" width="${scale(value)}" height="${barHeight}"/>`,
    `<line class="spread" x1="${round(from)}" x2="${round(to)}" y1="${middle}" y2="${middle}"/>`,
    `<text x="${round(end + 8)}" y="${middle + 4}">${escape(text)}</text>`,
  ].join("\n");
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
