/** A place in a text, as editors show it. */
export interface TextPosition {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
}

const whitespace = /[ \t\n\r]*/y;
const opening = /[[{]/y;
const colon = /:/y;
const comma = /,/y;
const quote = /"/y;
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

/** Walks through a text from its beginning. */
class Scanner {
  readonly #text: string;
  offset = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The next character; undefined at the end. */
  get next(): string | undefined {
    return this.#text[this.offset];
  }

  /** Moves behind the pattern's match; false leaves the offset where it is. */
  take(pattern: RegExp): boolean {
    pattern.lastIndex = this.offset;
    if (!pattern.test(this.#text)) return false;
    this.offset = pattern.lastIndex;
    return true;
  }

  /** Moves behind a string. Not one pattern: JavaScriptCore gives up on a group that repeats a million times. */
  takeString(): boolean {
    const start = this.offset;
    if (!this.take(quote)) return false;
    do this.take(unescaped);
    while (this.take(escape));
    if (this.take(quote)) return true;
    this.offset = start;
    return false;
  }
}

function findErrorOffset(text: string): number | undefined {
  const scanner = new Scanner(text);
  /** The closing brackets of what is open, innermost last. */
  const open: ("]" | "}")[] = [];
  let expected: Expected = "value";
  const afterValue = (): Expected => (open.length === 0 ? "nothing" : "comma-or-end");

  for (;;) {
    scanner.take(whitespace);
    const { next, offset } = scanner;
    if (next === undefined) return expected === "nothing" ? undefined : offset;

    const mayEnd = expected === "comma-or-end" || expected === "value-or-end" || expected === "name-or-end";
    if (mayEnd && next === open.at(-1)) {
      open.pop();
      scanner.offset += 1;
      expected = afterValue();
      continue;
    }
    switch (expected) {
      case "nothing":
        return offset;
      case "colon":
        if (!scanner.take(colon)) return offset;
        expected = "value";
        break;
      case "comma-or-end":
        if (!scanner.take(comma)) return offset;
        expected = open.at(-1) === "}" ? "name" : "value";
        break;
      case "name":
      case "name-or-end":
        if (!scanner.takeString()) return offset;
        expected = "colon";
        break;
      case "value":
      case "value-or-end":
        if (scanner.take(opening)) {
          open.push(next === "{" ? "}" : "]");
          expected = next === "{" ? "name-or-end" : "value-or-end";
          break;
        }
        if (!scanner.takeString() && !scanner.take(scalar)) return offset;
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
