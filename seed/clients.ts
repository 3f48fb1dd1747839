export interface SeedClient {
  readonly name: string;
  readonly slug: string;
  readonly contactEmail: string | null;
  readonly notes: string | null;
  /** The name of a category. */
  readonly defaultCategory: string;
}

export const clients: readonly SeedClient[] = [
  {
    name: "Café Nord",
    slug: "cafe-nord",
    contactEmail: "ines@cafe-nord.example",
    notes: "Orders and table plan. Ships on Thursdays, never before a holiday.",
    defaultCategory: "Bug fix",
  },
  {
    name: "Hafen & Söhne Spedition",
    slug: "hafen-soehne",
    contactEmail: "it@hafen-soehne.example",
    notes: "Route planning on a database from 2011.\nAsk Jens before touching the importer.",
    defaultCategory: "Maintenance",
  },
  {
    name: "Tilde Robotics",
    slug: "tilde-robotics",
    contactEmail: "dev@tilde.example",
    notes: null,
    defaultCategory: "Feature",
  },
  {
    name: "Ostwind Verlag",
    slug: "ostwind-verlag",
    contactEmail: "katalog@ostwind.example",
    notes: "Catalogue with 41,000 titles; search has to answer within 200 ms.",
    defaultCategory: "Research",
  },
];
