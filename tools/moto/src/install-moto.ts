import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { delimiter, isAbsolute, join } from "node:path";
import { StrataError } from "@strata/shared-config";
import { execa } from "execa";

/** Of `moto[server]` on PyPI: AWS's own API on this machine, for tests of code that calls it. */
export const MOTO_VERSION = "5.2.5";

const UV_VERSION = "0.13.8";

/** The oldest Python that moto runs on. */
const OLDEST_PYTHON = "3.10";

const REPOSITORY = join(import.meta.dirname, "..", "..", "..");

/** How moto is started: a Python, and where it finds its packages besides its own. */
export interface InstalledMoto {
  readonly python: string;
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * Puts moto into `.strata/toolchain/` of this clone, unless it is there. Order: an environment of its own (`venv`), which
 * Debian's Python has only with a further package; then a folder of packages (`pip --target`). It is made beside its
 * place and moved there, so that a half installed one is never used, nor two installations at a time mixed.
 *
 * @throws StrataError TOOL_MISSING without a Python that fits, or where PyPI does not answer
 */
export async function installMoto(toolchain = join(REPOSITORY, ".strata", "toolchain")): Promise<InstalledMoto> {
  const folder = join(toolchain, `moto-${MOTO_VERSION}`);
  const python = await findPython();
  if (existsSync(folder)) return installedIn(folder, python);
  await mkdir(toolchain, { recursive: true });
  const draft = `${folder}.${process.pid}`;
  try {
    await fill(draft, python);
    await rename(draft, folder).catch((error: unknown) => {
      // Somebody else was quicker, with the same thing.
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return installedIn(folder, python);
}

async function fill(folder: string, python: string): Promise<void> {
  const packages = `moto[server]==${MOTO_VERSION}`;
  const environment = await run(python, ["-m", "venv", folder]);
  const own = join(folder, "bin", "python");
  if (!environment.failed && (await fillQuickly(own, packages))) return;
  const installed = environment.failed
    ? await run(python, [...PIP, "--target", join(folder, "packages"), packages])
    : await run(own, [...PIP, packages]);
  if (!installed.failed) return;
  throw missing(
    `moto ${MOTO_VERSION} cannot be installed: ${installed.stderr.trim().split("\n").slice(-3).join("\n")}`,
    /No module named pip/.test(installed.stderr)
      ? "apt-get install python3-venv   (or your system's pip for Python 3)"
      : `${python} -m pip download 'moto[server]==${MOTO_VERSION}'   (shows whether PyPI answers)`,
  );
}

/** Python compiles what it loads, and moto loads a tenth of this: compiling it all would take half as long again. */
const PIP = ["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check", "--no-compile"];

/**
 * By uv, which takes 5 s for what takes pip half a minute. It knows nothing of pip's settings, such as a company's own
 * index: false when it does not get through.
 */
async function fillQuickly(python: string, packages: string): Promise<boolean> {
  if ((await run(python, [...PIP, `uv==${UV_VERSION}`])).failed) return false;
  const words = ["-m", "uv", "pip", "install", "--quiet", "--no-cache", "--python", python, packages];
  return !(await run(python, words)).failed;
}

/** The first Python on PATH that runs and is new enough; version managers leave some there that do not. */
async function findPython(): Promise<string> {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(isAbsolute);
  const check = `import sys; sys.exit(sys.version_info < (${OLDEST_PYTHON.replace(".", ", ")}))`;
  for (const python of folders.map((folder) => join(folder, "python3")).filter(existsSync)) {
    if (!(await run(python, ["-c", check])).failed) return python;
  }
  throw missing(
    `there is no Python ${OLDEST_PYTHON} or newer on PATH, on which the tests run a stand-in for AWS`,
    "apt-get install python3 python3-venv   (or https://www.python.org/downloads/)",
  );
}

/** An environment has its own Python. That cannot be moved, but started with its folder named it works anywhere. */
function installedIn(folder: string, python: string): InstalledMoto {
  const packages = join(folder, "packages");
  if (existsSync(packages)) return { python, variables: { PYTHONPATH: packages } };
  return { python: join(folder, "bin", "python"), variables: {} };
}

function run(command: string, args: readonly string[]) {
  return execa(command, args, { reject: false, stdin: "ignore" });
}

function missing(what: string, hint: string): StrataError {
  return new StrataError("TOOL_MISSING", what, { hint, fault: "environment" });
}
