// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { changeTheme } from "@/app/actions/profile";
import { useTab } from "@/components/connection/live";
import { ana } from "@/tests/stage/props";
import { renderForAna } from "@/tests/stage/scene";
import { AppearanceSettings } from "./appearance-settings";

vi.mock("@/app/actions/profile", () => ({ changeTheme: vi.fn() }));
vi.mock("@/components/connection/live", () => ({ useTab: vi.fn() }));
afterEach(cleanup);

test("a theme is marked in the event that chose it, and the page goes back when it could not be kept", async () => {
  const themeChanged = vi.fn();
  vi.mocked(useTab).mockReturnValue({ deliveries: { themeChanged } } as unknown as ReturnType<typeof useTab>);
  vi.mocked(changeTheme).mockResolvedValueOnce({ ok: false, code: "unavailable" });
  renderForAna(<AppearanceSettings />);
  const dark = screen.getByRole<HTMLInputElement>("radio", { name: "Dark" });
  fireEvent.click(dark);
  expect(dark.checked).toBe(true);
  expect(themeChanged.mock.calls).toEqual([["dark"]]);
  expect((await screen.findByRole("alert")).textContent).toContain("cannot be reached");
  expect(changeTheme).toHaveBeenCalledWith({ viewerId: ana.id, theme: "dark" });
  await waitFor(() => expect(themeChanged.mock.calls).toEqual([["dark"], ["system"]]));
});
