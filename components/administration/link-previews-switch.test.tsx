// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { setLinkPreviews } from "@/app/actions/administration";
import { ana } from "@/tests/stage/props";
import { renderForAna } from "@/tests/stage/scene";
import { LinkPreviewsSwitch } from "./link-previews-switch";

vi.mock("@/app/actions/administration", () => ({ setLinkPreviews: vi.fn() }));
afterEach(cleanup);

const isOn = () => screen.getByRole("switch", { name: "Link previews" }).getAttribute("aria-checked");

test("the switch says what it means, shows in the event that turned it, and stays when it was saved", async () => {
  vi.mocked(setLinkPreviews).mockResolvedValueOnce({ ok: true, value: true });
  renderForAna(<LinkPreviewsSwitch isOn={false} />);
  expect(screen.getByText(/sees that this server asked for it/)).toBeTruthy();
  fireEvent.click(screen.getByRole("switch"));
  expect(isOn()).toBe("true");
  await waitFor(() => expect(setLinkPreviews).toHaveBeenCalledWith({ viewerId: ana.id, isOn: true }));

  // What could not be saved goes back to it.
  vi.mocked(setLinkPreviews).mockResolvedValueOnce({ ok: false, code: "unavailable" });
  fireEvent.click(screen.getByRole("switch"));
  expect(isOn()).toBe("false");
  await screen.findByRole("alert");
  expect(isOn()).toBe("true");
});

test("a switch that could not be turned goes back and says why", async () => {
  vi.mocked(setLinkPreviews).mockResolvedValueOnce({ ok: false, code: "unavailable" });
  renderForAna(<LinkPreviewsSwitch isOn />);
  fireEvent.click(screen.getByRole("switch"));
  expect(isOn()).toBe("false");
  expect((await screen.findByRole("alert")).textContent).toContain("cannot be reached");
  expect(isOn()).toBe("true");
});
