import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import optimizeLocales from "@react-aria/optimize-locales-plugin";
import tailwindcss from "@tailwindcss/vite";
import { tanstackRouter } from "@tanstack/router-plugin/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { chunkGroups } from "../../scripts/chunk-groups.ts";

const assets = join(import.meta.dirname, "../../packages/ui/assets");

/** The scanner's icons, drawn once for both apps, at names that the manifest and index.html can say. */
function icons(): Plugin {
  return {
    name: "scanner-icons",
    apply: "build",
    generateBundle() {
      for (const name of readdirSync(assets).filter((name) => name.startsWith("scanner-")))
        this.emitFile({ type: "asset", fileName: `icons/${name}`, source: readFileSync(join(assets, name)) });
    },
  };
}

export default defineConfig({
  base: "/scanner/",
  plugins: [
    tanstackRouter({
      target: "react",
      autoCodeSplitting: true,
      generatedRouteTree: "src/route-tree.gen.ts",
      addExtensions: true,
      quoteStyle: "double",
      semicolons: true,
    }),
    // The component library speaks some thirty languages; the apps speak these.
    optimizeLocales.vite({ locales: ["en", "de", "zh-TW"] }),
    react(),
    tailwindcss(),
    icons(),
    VitePWA({
      // A new version waits until somebody asks for it: no reload in the middle of a queue.
      registerType: "prompt",
      injectRegister: false,
      manifest: {
        id: "/scanner/",
        name: "EventMaster Scanner",
        short_name: "Scanner",
        description: "Scan tickets at the door.",
        start_url: "/scanner/",
        scope: "/scanner/",
        display: "standalone",
        background_color: "#0f1117",
        theme_color: "#0f1117",
        icons: [
          { src: "icons/scanner-icon-192.png", sizes: "192x192", type: "image/png" },
          { src: "icons/scanner-icon-512.png", sizes: "512x512", type: "image/png" },
          {
            src: "icons/scanner-icon-maskable-512.png",
            sizes: "512x512",
            type: "image/png",
            purpose: "maskable",
          },
        ],
      },
      workbox: {
        globPatterns: ["**/*.{js,css,html,wasm,woff2,svg,png}"],
        navigateFallback: "/scanner/index.html",
        // The very first visit can go offline too.
        clientsClaim: true,
        cleanupOutdatedCaches: true,
        inlineWorkboxRuntime: true,
      },
    }),
  ],
  worker: { format: "es" },
  build: {
    target: "es2022",
    // A font or image inside the code would be a data: URL, which the content security policy refuses.
    assetsInlineLimit: 0,
    manifest: true,
    rolldownOptions: {
      output: { chunkFileNames: "assets/[hash].js", codeSplitting: { groups: chunkGroups() } },
    },
  },
  server: { port: 5174, proxy: { "/api": "http://localhost:3000" } },
});
