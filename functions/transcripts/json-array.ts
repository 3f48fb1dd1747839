import { trimJson } from "./trim-json.ts";

/**
 * The texts of a JSON array's elements, exactly as they stand there, without the white space around them; undefined where
 * the text is no array. `JSON.parse` gives values only, from which neither `1.0` nor an order of keys can be had back.
 *
 * Looks at nothing but strings, brackets and commas. So the elements are to be parsed, too: the text is JSON exactly if
 * each of them is.
 */
export function splitJsonArray(text: string): readonly string[] | undefined {
  const array = trimJson(text);
  if (!array.startsWith("[") || array.length < 2) return undefined;
  const elements: string[] = [];
  const structure = /["[\]{},]/g;
  let depth = 0;
  let start = 1;
  for (let match = structure.exec(array); match !== null; match = structure.exec(array)) {
    switch (match[0]) {
      case '"': {
        const end = findStringEnd(array, match.index);
        if (end === -1) return undefined;
        structure.lastIndex = end;
        break;
      }
      case "[":
      case "{":
        depth += 1;
        break;
      case "]":
      case "}":
        depth -= 1;
        break;
      case ",":
        if (depth > 1) break;
        elements.push(trimJson(array.slice(start, match.index)));
        start = structure.lastIndex;
    }
    if (depth === 0) break;
  }
  const end = structure.lastIndex;
  if (depth !== 0 || end !== array.length || !array.endsWith("]")) return undefined;
  const last = trimJson(array.slice(start, -1));
  return elements.length === 0 && last === "" ? [] : [...elements, last];
}

/** Behind the closing quote of the string that begins at `start`, or -1. */
function findStringEnd(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (text[quote - 1 - backslashes] === "\\") backslashes += 1;
    if (backslashes % 2 === 0) return quote + 1;
  }
  return -1;
}
