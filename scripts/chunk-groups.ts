type ModuleContext = { getModuleInfo: (id: string) => { importers: readonly string[] } | null };

/** Whether the entry imports it, itself or through others: then every page needs it. */
function isInitial(id: string, importersOf: (id: string) => readonly string[], seen: Set<string>): boolean {
  // One module lists all icons, so that each seems to be imported by everything: they find their own chunks.
  if (id.includes("/lucide-react/dist/esm/icons/")) return false;
  if (id.endsWith("/src/main.tsx")) return true;
  seen.add(id);
  return importersOf(id).some((importer) => !seen.has(importer) && isInitial(importer, importersOf, seen));
}

/** What every page of an app needs, in two files instead of fifty: one changes only with its libraries. */
export const chunkGroups = [
  {
    name: "base",
    test: /\/node_modules\/(?:react|react-dom|scheduler|use-sync-external-store|@tanstack(?!\/(?:react-)?virtual)|@trpc)\//u,
  },
  {
    name: (id: string, context: ModuleContext): string | null =>
      isInitial(id, (module) => context.getModuleInfo(module)?.importers ?? [], new Set()) ? "shell" : null,
  },
];
