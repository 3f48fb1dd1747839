/** A place in a text, as editors show it. */
export interface TextPosition {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
}

const whitespace = /[ \t\n\r]*/y;
const scalar = /true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
// oxlint-disable-next-line no-control-regex -- JSON strings must not hold these characters unescaped.
const unescaped = /[^"\\\u0000-\u001f]*/y;
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/**
 * Where a text stops being JSON (RFC 8259), or undefined when it does not. `JSON.parse` of JavaScriptCore says what it
 * did not expect but not where. Not recursive, so that deep nesting is no problem.
 */
export function findJsonError(text: string): TextPosition | undefined {
  const offset = findErrorOffset(text);
  return offset === undefined ? undefined : toPosition(text, offset);
}

type Expected = "value" | "value-or-end" | "name" | "name-or-end" | "colon" | "comma-or-end" | "nothing";

function findErrorOffset(text: string): number | undefined {
  /** The closing brackets of what is open, innermost last. */
  const open: ("]" | "}")[] = [];
  let expected: Expected = "value";
  let offset = 0;

  /** Moves behind the pattern's match; false leaves the offset where it is. */
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = offset;
    if (!pattern.test(text)) return false;
    offset = pattern.lastIndex;
    return true;
  };
  /** Moves behind a string. Not one pattern: JavaScriptCore gives up on a group that repeats a million times. */
  const takeString = (): boolean => {
    const start = offset;
    if (text[offset] !== '"') return false;
    offset += 1;
    do take(unescaped);
    while (take(escape));
    if (text[offset] === '"') {
      offset += 1;
      return true;
    }
    offset = start;
    return false;
  };
  const afterValue = (): Expected => (open.length === 0 ? "nothing" : "comma-or-end");

  for (;;) {
    take(whitespace);
    const character = text[offset];
    if (character === undefined) return expected === "nothing" ? undefined : offset;

    const innermost = open.at(-1);
    const mayEnd = expected === "comma-or-end" || expected === "value-or-end" || expected === "name-or-end";
    if (mayEnd && character === innermost) {
      open.pop();
      offset += 1;
      expected = afterValue();
      continue;
    }

    switch (expected) {
      case "nothing":
        return offset;
      case "colon":
        if (character !== ":") return offset;
        offset += 1;
        expected = "value";
        break;
      case "comma-or-end":
        if (character !== ",") return offset;
        offset += 1;
        expected = innermost === "}" ? "name" : "value";
        break;
      case "name":
      case "name-or-end":
        if (!takeString()) return offset;
        expected = "colon";
        break;
      case "value":
      case "value-or-end":
        if (character === "{" || character === "[") {
          open.push(character === "{" ? "}" : "]");
          offset += 1;
          expected = character === "{" ? "name-or-end" : "value-or-end";
          break;
        }
        if (!takeString() && !take(scalar)) return offset;
        expected = afterValue();
        break;
    }
  }
}

function toPosition(text: string, offset: number): TextPosition {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length, column: offset - lineStart + 1 };
}
