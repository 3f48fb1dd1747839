import { screenshot } from "./picture.ts";
import { type SeedEntry, TranscriptWriter } from "./transcript-writer.ts";

export interface SeedSession {
  /** The slug of a client. */
  readonly client: string;
  /** Unique among the client's. */
  readonly title: string;
  /** The name of a category. */
  readonly category: string;
  /** What becomes of it. */
  readonly state: "running" | "completed" | "failed" | "cancelled";
  /** @param end When the last entry was written: the same in every run, for the same entries. */
  readonly transcript: (end: Date) => readonly SeedEntry[];
}

export const sessions: readonly SeedSession[] = [
  {
    client: "cafe-nord",
    title: "Order form loses the last line",
    category: "Regression",
    state: "completed",
    transcript: (end) =>
      new TranscriptWriter(end)
        .user("Since Thursday the order form drops its last line when two people edit the same table. Find out why.")
        .assistant("I'll look at how lines are numbered, and at what changed last week.")
        .tool(
          "bash",
          { command: "git log --oneline --since='8 days ago' -- src/orders" },
          "4e1b7aa Number lines by index\n9c03d5f Fold the summary on phones",
        )
        .tool(
          "read",
          { path: "src/orders/merge-lines.ts" },
          "export function mergeLines(mine: Line[], theirs: Line[]) {\n  return mine.map((line, index) => theirs[index] ?? line);\n}",
        )
        .assistant(
          "4e1b7aa compares lines by index. When both have added one, the longer list is cut. Ids are there already, so they should decide.",
        )
        .tool(
          "edit",
          {
            path: "src/orders/merge-lines.ts",
            diff: "-  return mine.map((line, index) => theirs[index] ?? line);\n+  return [...new Map([...mine, ...theirs].map((line) => [line.id, line])).values()];",
          },
          "1 file changed",
        )
        .tool("bash", { command: "bun test src/orders" }, "14 pass\n0 fail")
        .assistant("Fixed: lines are merged by id. I added a test with two editors that failed before.")
        .entries(),
  },
  {
    client: "cafe-nord",
    title: "Table plan overlaps on small screens",
    category: "Bug fix",
    state: "completed",
    transcript: (end) =>
      new TranscriptWriter(end)
        .user("On my phone the table plan lies over the menu.")
        .tool("screenshot", { url: "http://localhost:3000/tables", width: 640 }, [
          { type: "image", mediaType: "image/png", data: screenshot().toBase64() },
        ])
        .assistant("The plan has a fixed height of 420 px. I'll let it scroll inside its own box.")
        .tool(
          "edit",
          { path: "src/tables/plan.css", diff: "-  height: 420px;\n+  max-height: 60dvh;\n+  overflow: auto;" },
          "1 file changed",
        )
        .assistant("Done. The menu stays visible from 320 px on.")
        .entries(),
  },
  {
    client: "hafen-soehne",
    title: "Update the PDF library to a version that is maintained",
    category: "Dependencies",
    state: "failed",
    transcript: (end) =>
      new TranscriptWriter(end)
        .user("The PDF library is four years old. Take the newest that still prints our waybills the same.")
        .tool("bash", { command: "bun outdated" }, "pdf-writer  2.1.0 → 5.0.2")
        .tool(
          "bash",
          { command: "bun add pdf-writer@5.0.2 && bun test waybill" },
          "error: 31 of 31 waybills differ: fonts are embedded in another order",
        )
        .assistant(
          "Every page differs, though it looks the same. Comparing pixels instead of bytes is a decision for Jens: I stop here.",
        )
        .entries(),
  },
  {
    client: "hafen-soehne",
    title: "Importer: read the carrier's new format",
    category: "Maintenance",
    state: "running",
    transcript: (end) => importOf(end, 120),
  },
  {
    client: "tilde-robotics",
    title: "Draw the arm's reach in the planner",
    category: "Feature",
    state: "running",
    transcript: (end) =>
      new TranscriptWriter(end)
        .user("Show how far the arm reaches while a path is drawn.")
        .assistant("I'll start with the joint limits, then shade what no pose can reach.")
        .tool("search", { pattern: "jointLimits" }, "src/arm/limits.ts:12: export const jointLimits = [")
        .entries(),
  },
  {
    client: "tilde-robotics",
    title: "Rewrite the planner in another language",
    category: "Research",
    state: "cancelled",
    transcript: (end) =>
      new TranscriptWriter(end)
        .user("What would it take to rewrite the planner?")
        .assistant("A first estimate needs the list of its consumers.")
        .user("Leave it. We keep what we have.")
        .entries(),
  },
  {
    client: "ostwind-verlag",
    title: "Why does search take two seconds?",
    category: "Performance",
    state: "completed",
    transcript: (end) =>
      new TranscriptWriter(end)
        .user("Search takes two seconds for common words. It should be 200 ms.")
        .tool(
          "bash",
          { command: "EXPLAIN ANALYZE SELECT … WHERE title ILIKE '%haus%'" },
          "Seq Scan on titles (actual time=0.03..1961.44 rows=2204)",
        )
        .assistant("Every title is read. A trigram index answers the same question.")
        .tool(
          "bash",
          { command: "CREATE INDEX CONCURRENTLY titles_trgm ON titles USING gin (title gin_trgm_ops)" },
          "CREATE INDEX",
        )
        .tool(
          "bash",
          { command: "EXPLAIN ANALYZE SELECT … WHERE title ILIKE '%haus%'" },
          "Bitmap Heap Scan on titles (actual time=4.10..38.02 rows=2204)",
        )
        .assistant("38 ms instead of 1,961 ms. The index takes 14 MB.")
        .entries(),
  },
];

/** A long run: one file after the other. */
function importOf(end: Date, files: number): readonly SeedEntry[] {
  const writer = new TranscriptWriter(end)
    .user(
      "The carrier sends a new format from Monday on. Convert the archive, file by file, and tell me what does not fit.",
    )
    .assistant(`There are ${files} files. I convert them in order and check each sum.`);
  for (let number = 1; number <= files; number += 1) {
    const file = `archive/2026-${String(number).padStart(3, "0")}.edi`;
    const rows = 200 + ((number * 37) % 90);
    writer.tool("convert", { file }, `${rows} rows, sums agree`);
  }
  return writer.assistant(`${files} files converted. I go on with those of last year.`).entries();
}
