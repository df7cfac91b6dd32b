type ModuleContext = { getModuleInfo: (id: string) => { importers: readonly string[] } | null };

const entry = /\/src\/main\.tsx$/u;
/** One module lists all icons, so that each seems to be imported by everything. */
const listOfIcons = /\/lucide-react\/dist\/esm\/lucide-react\.\w+$/u;

/** Whether one of these imports it, itself or through others. */
function isNeededBy(home: RegExp, id: string, context: ModuleContext, seen = new Set<string>()): boolean {
  if (home.test(id)) return true;
  seen.add(id);
  const importers = context.getModuleInfo(id)?.importers ?? [];
  return importers.some(
    (importer) =>
      !seen.has(importer) && !listOfIcons.test(importer) && isNeededBy(home, importer, context, seen),
  );
}

/**
 * What every page of an app needs, in two files instead of fifty: one changes only with its libraries. What pages that
 * people come for need beyond it is one file for each group of them; what several groups need is with the first.
 */
export function chunkGroups(pages: Record<string, RegExp> = {}) {
  // In this order: a file takes along what its modules import, unless one before it has that already.
  return [
    {
      name: "base",
      test: /\/node_modules\/(?:react|react-dom|scheduler|use-sync-external-store|@tanstack(?!\/(?:react-)?virtual)|@trpc)\//u,
    },
    ...Object.entries({ shell: entry, ...pages }).map(([name, home]) => ({
      name: (id: string, context: ModuleContext): string | null =>
        isNeededBy(home, id, context) ? name : null,
    })),
  ];
}
