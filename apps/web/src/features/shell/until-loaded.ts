/** Resolves when the first page and all it asked for are there, and the browser has a moment. */
export async function untilLoaded(): Promise<void> {
  if (document.readyState !== "complete")
    await new Promise((resolve) => {
      window.addEventListener("load", resolve, { once: true });
    });
  await new Promise((resolve) => {
    setTimeout(resolve, 3000);
  });
}
