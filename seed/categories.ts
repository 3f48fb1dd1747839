/** A label of sessions, and those below it. Names are unique in the seed. */
export interface SeedCategory {
  readonly name: string;
  readonly description: string;
  readonly color: string;
  readonly children?: readonly SeedCategory[];
}

export const categories: readonly SeedCategory[] = [
  {
    name: "Bug fix",
    description: "Something that worked, or should have.",
    color: "#d73a4a",
    children: [
      { name: "Regression", description: "It worked in the release before.", color: "#b60205" },
      { name: "Performance", description: "It works, but too slowly.", color: "#fbca04" },
    ],
  },
  { name: "Feature", description: "Something that was not there.", color: "#0e8a16" },
  {
    name: "Maintenance",
    description: "Nobody sees it, everybody needs it.",
    color: "#5319e7",
    children: [
      { name: "Dependencies", description: "Newer versions of what others made.", color: "#8b6ad6" },
      { name: "Tests", description: "So that it stays as it is.", color: "#a98ee0" },
    ],
  },
  { name: "Research", description: "Questions, answered in writing.", color: "#1d76db" },
];
