/** Resolves when what is being drawn stands on the screen. */
export async function untilDrawn(): Promise<void> {
  // A page in the background is not drawn, and need not wait.
  if (document.visibilityState === "hidden") return;
  await new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 50)));
  });
}

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
