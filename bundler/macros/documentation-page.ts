import { readFileSync } from "node:fs";

/** The documentation page as it goes into a bundle. */
export interface DocumentationPage {
  /** The HTML, compressed, as base64. */
  readonly gzipBase64: string;
  /** Allows the page's own scripts and styles by their hashes, and requests to the API that it came from. */
  readonly contentSecurityPolicy: string;
}

/** The document is beside the page, whatever stage or path stands before both. */
const start = `SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#documentation",
  deepLinking: true,
  displayRequestDuration: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  // Its default is a service on the internet.
  validatorUrl: null,
});`;

/**
 * Puts Swagger UI and its styles into one HTML page. It is used as a macro (`with { type: "macro" }`): it runs when a
 * bundle is made, and its result stands in the bundle in place of the call.
 */
export function documentationPage(): DocumentationPage {
  const script = escapeMarkup(readPackageFile("swagger-ui-dist/swagger-ui-bundle.js"));
  const styles = readPackageFile("swagger-ui-dist/swagger-ui.css");
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Draht API</title>
<link rel="icon" href="data:,">
<style>${styles}</style>
</head>
<body>
<noscript>This page needs JavaScript. What it shows stands in <a href="openapi.json">openapi.json</a>.</noscript>
<div id="documentation"></div>
<script>${script}</script>
<script>${start}</script>
</body>
</html>
`;
  const policy = [
    "default-src 'none'",
    `script-src ${sourceHash(script)} ${sourceHash(start)}`,
    `style-src ${sourceHash(styles)}`,
    "img-src data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return { gzipBase64: Bun.gzipSync(html, { level: 9 }).toBase64(), contentSecurityPolicy: policy.join("; ") };
}

function readPackageFile(specifier: string): string {
  return readFileSync(Bun.resolveSync(specifier, import.meta.dir), "utf8");
}

/**
 * Writes the texts that would end or change a script element otherwise. They stand in literals, where it means the same.
 *
 * Source: HTML Standard, section 4.12.1.3, "Restrictions for contents of script elements".
 */
function escapeMarkup(script: string): string {
  return script.replaceAll(/<(?=!--|\/?script)/gi, String.raw`\x3C`);
}

/** Source: Content Security Policy Level 3, "hash-source". */
function sourceHash(text: string): string {
  return `'sha256-${new Bun.CryptoHasher("sha256").update(text).digest("base64")}'`;
}
