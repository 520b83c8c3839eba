import { bring, sayWith } from "@/tests/stage/files";
import { aSound } from "@/tests/stage/sounds";
import { expectAccessible } from "./axe";
import { directThread, expect, log, story, whenConnected } from "./cast";

/** What begins like a film and is none. */
const BROKEN_FILM = Buffer.from("\0\0\0\x18ftypisom\0\0\0\0isommp42 and nothing else", "latin1");

story("a sound is played where it stands, and what cannot be played says so and is still a file", async ({ enter }) => {
  const [ana, ben] = [await enter("Ana"), await enter("Ben")];
  const threadId = await directThread(ana.viewer, ben.viewer);
  const sound = await bring(ana.viewer, threadId, aSound(2), "tone.wav");
  const film = await bring(ana.viewer, threadId, BROKEN_FILM, "film.mp4");
  await sayWith(ana.viewer, threadId, [sound.id, film.id], "Listen");
  await ben.page.goto(`/t/${threadId}`);
  await whenConnected(ben.page);

  const message = log(ben.page).getByRole("article", { name: /Listen/ });
  const player = message.getByLabel("tone.wav");
  await expect.poll(() => player.evaluate((audio: HTMLAudioElement) => audio.duration)).toBe(2);
  await player.evaluate((audio: HTMLAudioElement) => {
    audio.muted = true;
    return audio.play();
  });
  await expect.poll(() => player.evaluate((audio: HTMLAudioElement) => audio.currentTime)).toBeGreaterThan(0);

  await expect(message).toContainText("This browser cannot play it.");
  await expect(message.getByRole("link", { name: /tone\.wav.*16 kB, WAV/ })).toBeVisible();
  const download = ben.page.waitForEvent("download");
  await message.getByRole("link", { name: /film\.mp4/ }).click();
  expect((await download).suggestedFilename()).toBe("film.mp4");
  await expectAccessible(ben.page);
});
