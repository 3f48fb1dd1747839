/** One fenced block of a Markdown document. */
export interface CodeBlock {
  readonly language: string;
  readonly text: string;
}

/** The fenced code blocks of a Markdown document, in order. */
export function codeBlocks(markdown: string): CodeBlock[] {
  return [...markdown.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map((match) => ({
    language: match[1] ?? "",
    text: match[2] ?? "",
  }));
}

/** A command of a `console` block and the output that the document shows for it. */
export interface ShownCommand {
  readonly command: string;
  readonly output: string;
}

/** The commands of a `console` block: a line that begins with `$ ` is one, the lines below it are its output. */
export function shownCommands(block: CodeBlock): ShownCommand[] {
  const commands: ShownCommand[] = [];
  for (const part of block.text.split(/^\$ /m).slice(1)) {
    const lines = part.split("\n");
    let end = 1;
    while (lines[end - 1]?.endsWith("\\")) end += 1;
    commands.push({ command: lines.slice(0, end).join("\n"), output: lines.slice(end).join("\n").trim() });
  }
  return commands;
}
