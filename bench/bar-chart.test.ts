import { expect, test } from "bun:test";
import { barChart } from "./bar-chart.ts";

const bar = { label: "ours", value: 5, spread: [4, 6], text: "5.0 ms" } as const;

test("is a document with a bar and a spread for each value", () => {
  const svg = barChart("Start", [
    { title: "one", bars: [bar, { ...bar, value: 10, spread: [9, 12], highlight: true }] },
    { title: "two", bars: [bar] },
  ]);

  expect(svg.match(/<rect class="bar"/g)).toHaveLength(2);
  expect(svg.match(/<rect class="highlight"/g)).toHaveLength(1);
  expect(svg.match(/class="spread" /g)).toHaveLength(3);
  expect(svg).toStartWith("<svg ");
  expect(svg).toEndWith("</svg>\n");
});

test("bars are in proportion within a panel, and all of them fit", () => {
  const svg = barChart("Start", [{ title: "one", bars: [bar, { ...bar, value: 10, spread: [10, 20] }] }]);

  const widths = [...svg.matchAll(/<rect .* width="([\d.]+)"/g)].map(([, width]) => Number(width));
  expect(widths).toEqual([110, 220]);
  const ends = [...svg.matchAll(/x2="([\d.]+)"/g)].map(([, end]) => Number(end));
  expect(Math.max(...ends)).toBeLessThan(760);
});

test("names are text, never markup", () => {
  const svg = barChart("a < b", [{ title: "<script>", bars: [{ ...bar, label: "R&D" }] }]);

  expect(svg).not.toContain("<script>");
  expect(svg).toContain("R&amp;D");
  expect(svg).toContain("a &lt; b");
});
