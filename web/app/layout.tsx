import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Draht status", template: "%s · Draht status" },
  description: "Whether Draht's API answers, and what it says.",
  icons: "/favicon.svg",
  robots: { index: false },
};

export const viewport: Viewport = { colorScheme: "light dark" };

/** Every page is rendered for its request: it tells the present, and its scripts carry a nonce of their own. */
export const dynamic = "force-dynamic";

export default function Layout({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <html lang="en">
      <body>
        <header>
          <a href="/">Draht</a>
        </header>
        <main>{children}</main>
      </body>
    </html>
  );
}
