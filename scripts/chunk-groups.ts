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
 * What every page of an app needs, in two files instead of fifty: one changes only with its libraries. What the pages that
 * people come for share, if they are named, is one file too.
 */
export function chunkGroups(lists?: RegExp) {
  return [
    {
      name: "base",
      test: /\/node_modules\/(?:react|react-dom|scheduler|use-sync-external-store|@tanstack(?!\/(?:react-)?virtual)|@trpc)\//u,
    },
    {
      name: (id: string, context: ModuleContext): string | null => {
        if (isNeededBy(entry, id, context)) return "shell";
        return lists && isNeededBy(lists, id, context) ? "lists" : null;
      },
    },
  ];
}
