import "@fontsource-variable/inter/wght.css";
import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { ZONE_COOKIE, zoneNamed } from "@/components/clock";
import { TimeZoneProvider } from "@/components/time-zone";

export const metadata: Metadata = {
  title: { default: "Parley", template: "%s · Parley" },
  description: "Your conversations, on your own machine.",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  interactiveWidget: "resizes-content",
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f5f5fa" },
    { media: "(prefers-color-scheme: dark)", color: "#111217" },
  ],
};

/** Reading the cookie also makes every page dynamic: a page made at build time would lack the nonce of its scripts. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const zone = zoneNamed((await cookies()).get(ZONE_COOKIE)?.value);
  return (
    <html lang="en">
      <body>
        <TimeZoneProvider zone={zone} now={Date.now()}>
          {children}
        </TimeZoneProvider>
      </body>
    </html>
  );
}
