import "@fontsource-variable/inter/wght.css";
import "./globals.css";
// Next sends an action that a page does not know on to one that does, over HTTP, with the cookie: so each knows every one.
import "./actions/accounts";
import "./actions/administration";
import "./actions/attention";
import "./actions/blocks";
import "./actions/files";
import "./actions/groups";
import "./actions/membership";
import "./actions/messages";
import "./actions/password-change";
import "./actions/people";
import "./actions/pictures";
import "./actions/preferences";
import "./actions/profile";
import "./actions/read-positions";
import "./actions/reports";
import "./actions/sessions";
import "./actions/threads";
import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { ZONE_COOKIE, zoneNamed } from "@/components/clock";
import { TITLE_TEMPLATE } from "@/components/page-title";
import { CANVAS } from "@/components/theme";
import { TimeZoneProvider } from "@/components/time-zone";
import { DOWNTIME_HEADER } from "@/lib/downtime";
import { currentViewer } from "@/lib/viewer";
import type { Theme } from "@/lib/wire/profile";

export const metadata: Metadata = {
  title: { default: "Parley", template: TITLE_TEMPLATE },
  description: "Your conversations, on your own machine.",
  robots: { index: false, follow: false },
};

export async function generateViewport(): Promise<Viewport> {
  const theme = await themeOfPage();
  const chosen = theme !== "system" && CANVAS[theme];
  return {
    width: "device-width",
    initialScale: 1,
    viewportFit: "cover",
    interactiveWidget: "resizes-content",
    colorScheme: theme === "system" ? "light dark" : theme,
    themeColor: chosen || [
      { media: "(prefers-color-scheme: light)", color: CANVAS.light },
      { media: "(prefers-color-scheme: dark)", color: CANVAS.dark },
    ],
  };
}

/** What the viewer chose; while the database is away nobody can be asked who that is. */
async function themeOfPage(): Promise<Theme> {
  const isDown = (await headers()).has(DOWNTIME_HEADER);
  return (isDown ? undefined : await currentViewer())?.theme ?? "system";
}

/** Reading the cookie also makes every page dynamic: a page made at build time would lack the nonce of its scripts. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const zone = zoneNamed((await cookies()).get(ZONE_COOKIE)?.value);
  return (
    <html lang="en" data-theme={await themeOfPage()}>
      <body>
        <TimeZoneProvider zone={zone} now={Date.now()}>
          {children}
        </TimeZoneProvider>
      </body>
    </html>
  );
}
