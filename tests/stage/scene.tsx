import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { configure, render } from "@testing-library/react";
import type { ReactElement } from "react";
import { TimeZoneProvider } from "@/components/time-zone";
import { ViewerProvider } from "@/components/viewer";
import { ana, NOON } from "./props";

// As for every test: only what would never come fails for its time.
configure({ asyncUtilTimeout: 30_000 });

/** Renders what Ana sees at noon of 3 November 2026, in the zone of this machine. */
export function renderForAna(scene: ReactElement) {
  const client = new QueryClient();
  return render(scene, {
    wrapper: ({ children }) => (
      <QueryClientProvider client={client}>
        <TimeZoneProvider zone={Intl.DateTimeFormat().resolvedOptions().timeZone} now={NOON}>
          <ViewerProvider viewer={{ ...ana, username: "ana", role: "member", theme: "system" }}>
            {children}
          </ViewerProvider>
        </TimeZoneProvider>
      </QueryClientProvider>
    ),
  });
}
