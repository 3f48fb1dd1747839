import { join } from "node:path";

/**
 * Every file that tells a person or a tool which Bun to use, beside `layers/bun/bun-release.json`. Workflows name none:
 * they read package.json, for GitHub refuses a change to a workflow that a workflow makes.
 */
const mentioningFiles: readonly string[] = [
  "package.json",
  ".ci/run",
  "README.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  "layers/bun/README.md",
];

const version = String.raw`\d+\.\d+\.\d+`;
const fields = new RegExp(String.raw`(?<="(?:packageManager": "bun@|bun": "|bun-types": "))${version}(?=")`, "g");
const commands = new RegExp(String.raw`(?<=\bbun@)${version}`, "g");
const prose = new RegExp(String.raw`(?<=\b(?:bun@|Bun ))${version}|(?<=\bbun-)${version}(?=-(?:arm64|x86_64))`, "g");
const date = /\b\d{4}-\d{2}-\d{2}\b/;

/** The versions of Bun that a file asks for, in their order. */
export function mentionedVersions(file: string, text: string): string[] {
  const found: string[] = [];
  replaceMentions(file, text, (mention) => {
    found.push(mention);
    return mention;
  });
  return found;
}

/** A file's text with every mention brought to a version. */
export function withVersion(file: string, text: string, newVersion: string): string {
  return replaceMentions(file, text, () => newVersion);
}

/** The files that are there, by their path below the root. */
export async function readMentioningFiles(root: string): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const path of mentioningFiles) {
    const file = Bun.file(join(root, path));
    if (await file.exists()) texts.set(path, await file.text());
  }
  return texts;
}

function replaceMentions(file: string, text: string, replace: (mention: string) => string): string {
  if (file.endsWith(".json")) return text.replace(fields, replace);
  if (!file.endsWith(".md")) return text.replace(commands, replace);
  // A paragraph with a date reports what was seen that day, of the version that it was seen with.
  return text
    .split(/(\n\s*\n)/)
    .map((paragraph) => (date.test(paragraph) ? paragraph : paragraph.replace(prose, replace)))
    .join("");
}
