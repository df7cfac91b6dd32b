import type { Page } from "@playwright/test";
import { desktop, expect, expectAccessible, phone } from "./test.ts";

/** How many pixels of a page stand beside the screen. */
function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** What is written and cannot be read to its end, as it is wider than its place and does not scroll. */
export function cutTexts(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("body *")]
      .filter((element) => {
        const hasText = [...element.childNodes].some(
          (node) => node.nodeType === 3 && node.textContent?.trim(),
        );
        // What is for screen readers alone is one pixel wide.
        return hasText && element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1;
      })
      .filter((element) => getComputedStyle(element).overflowX === "hidden")
      .map((element) => element.innerText),
  );
}

/**
 * On a phone and a desk in both themes, at 200 %, and at 400 % from either side: to load a page takes longer than to look at
 * it. A sheet of paper on the screen is as wide as it is, and keeps its words.
 */
export async function expectEveryScreen(page: Page, path: string, { isPaper = false } = {}): Promise<void> {
  const expectFit = async (how: string) => {
    if (isPaper) return;
    const overflow = expect.poll(() => overflowOf(page), {
      message: `${path} is wider than the screen ${how}`,
    });
    await overflow.toBeLessThanOrEqual(0);
  };
  for (const viewport of [phone, desktop]) {
    await page.setViewportSize(viewport);
    await expectFit(`of ${viewport.width} px`);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
    }
  }

  // 1280 px at 200 % are half as much room.
  await page.setViewportSize({ width: 640, height: 400 });
  await expectFit("at 200 %");
  if (!isPaper) expect(await cutTexts(page), `${path} cuts its words`).toEqual([]);
  await page.emulateMedia({ colorScheme: "light" });
  await expectAccessible(page);

  // 1280 px at 400 %, as WCAG's reflow asks.
  await page.setViewportSize({ width: 320, height: 640 });
  await expectFit("of 320 px");
  const setDirection = (direction: string) =>
    page.evaluate((given) => {
      document.documentElement.dir = given;
    }, direction);
  await setDirection("rtl");
  await expectFit("of 320 px, from the right");
  await setDirection("ltr");
  await page.setViewportSize(phone);
}
