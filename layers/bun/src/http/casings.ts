/** All ways to write a name in upper and lower case, beginning with lower case alone. */
export function* casings(name: string): Generator<string, void> {
  const [first, ...others] = name;
  if (first === undefined) {
    yield "";
    return;
  }
  for (const rest of casings(others.join(""))) {
    for (const letter of new Set([first.toLowerCase(), first.toUpperCase()])) yield letter + rest;
  }
}
