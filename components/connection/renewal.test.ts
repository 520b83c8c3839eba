// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, type MockInstance, test, vi } from "vitest";
import { writeUnsentText } from "@/components/composer/unsent-text";
import { ana, THREAD_ID } from "@/tests/stage/props";
import { renewWhenIdle } from "./renewal";

let reload: MockInstance;
const comeBy = (type: string) => vi.spyOn(performance, "getEntriesByType").mockReturnValue([{ type } as never]);

beforeEach(() => {
  reload = vi.spyOn(window.location, "reload").mockReturnValue();
  comeBy("navigate");
  document.body.innerHTML = "<input type='hidden' value='of the form'><textarea></textarea>";
});
afterEach(() => void vi.useRealTimers());

test("a page is not renewed before everything that was written is stored", () => {
  renewWhenIdle(() => false);
  expect(reload).not.toHaveBeenCalled();
  renewWhenIdle(() => true);
  expect(reload).toHaveBeenCalledOnce();
});

test("a half-written text holds the renewal back until its field is empty", () => {
  const field = document.querySelector("textarea")!;
  field.value = "half-wri";
  renewWhenIdle(() => true);
  writeUnsentText(ana.id, THREAD_ID, "half-written");
  expect(reload).not.toHaveBeenCalled();

  field.value = "";
  writeUnsentText(ana.id, THREAD_ID, "");
  expect(reload).toHaveBeenCalled();
});

test("a page that was just renewed is not renewed again, as servers of two builds would have it", () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  comeBy("reload");
  renewWhenIdle(() => true);
  expect(reload).not.toHaveBeenCalled();
  vi.advanceTimersByTime(60_000);
  renewWhenIdle(() => true);
  expect(reload).toHaveBeenCalled();
});
