import { dirname, join } from "node:path";
import { pinnedRelease } from "./bun-release.ts";
import { LayerError } from "./layer-error.ts";

/** Something that Bun carries inside its executable, as Bun's own licence page names it. */
export interface EmbeddedComponent {
  readonly name: string;
  readonly kind: "linked" | "polyfill";
  readonly url: string;
  /** As the page words it: an SPDX identifier only by chance. */
  readonly licence: string;
  /** Where the page points to the licence's text. */
  readonly licenceUrl?: string;
}

export interface BunLicences {
  /** The page, in Markdown. */
  readonly page: string;
  readonly components: readonly EmbeddedComponent[];
}

/**
 * The page of Bun's documentation on licences, of the pinned version: the package `bun-types` ships it.
 *
 * @throws LayerError `LICENCES_UNREADABLE`
 */
export async function bunLicences(): Promise<BunLicences> {
  try {
    const folder = dirname(Bun.resolveSync("bun-types/package.json", import.meta.dir));
    const { version } = await Bun.file(join(folder, "package.json")).json();
    if (version !== pinnedRelease.version) throw new Error(`bun-types is of ${version}`);
    const page = await Bun.file(join(folder, "docs/project/license.mdx")).text();
    return { page, components: parseLicencePage(page) };
  } catch (error) {
    throw new LayerError(
      "LICENCES_UNREADABLE",
      `The licences of Bun ${pinnedRelease.version} cannot be read from the package bun-types ` +
        `(${error instanceof Error ? error.message : String(error)}): run \`bun install\`, then build again.`,
      { cause: error },
    );
  }
}

/**
 * What a Bun for Linux embeds, by Bun's licence page.
 *
 * @throws Error when the page has not the two tables, or JavaScriptCore's section, that are known of it.
 */
export function parseLicencePage(page: string): EmbeddedComponent[] {
  const linked = tableRows(page, "Linked libraries").filter((row) => !isForWindowsAlone(row));
  const polyfills = tableRows(page, "Polyfills");
  if (!/statically links JavaScriptCore \(and WebKit\),? which is LGPL-2 licensed/.test(page)) {
    throw new Error("the page no longer says how JavaScriptCore is licensed");
  }
  return [
    { name: "JavaScriptCore", kind: "linked", url: "https://github.com/oven-sh/webkit", licence: "LGPL-2" },
    ...linked.map((row) => toComponent(row, "linked")),
    ...polyfills.map((row) => toComponent(row, "polyfill")),
  ];
}

interface Row {
  readonly component: string;
  readonly licence: string;
}

function tableRows(page: string, heading: string): Row[] {
  const section = page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? "";
  const [, , ...rows] = section.split("\n").filter((line) => line.startsWith("|"));
  if (rows.length === 0) throw new Error(`the page has no table "${heading}"`);
  return rows.map((row) => {
    const [, component = "", licence = ""] = row.split("|").map((cell) => cell.trim());
    return { component, licence };
  });
}

function isForWindowsAlone({ component }: Row): boolean {
  return component.endsWith("(on Windows)");
}

function toComponent({ component, licence }: Row, kind: EmbeddedComponent["kind"]): EmbeddedComponent {
  const link = /\[(?<name>[^\]]+)\]\((?<url>[^)\s]+)\)/;
  const named = link.exec(component)?.groups;
  if (!named?.["name"] || !named["url"] || licence === "") throw new Error(`the page's row "${component}" is unknown`);
  const { name, url } = { name: named["name"].replaceAll("`", ""), url: named["url"] };

  const linkedLicence = link.exec(licence)?.groups;
  const plain = { name, kind, url, licence: licence.replace(link, "$<name>") };
  return linkedLicence?.["url"] === undefined ? plain : { ...plain, licenceUrl: linkedLicence["url"] };
}
