import { join } from "node:path";
import { ExecaError, execa } from "execa";
import type { InstallHost } from "../cli/engine.ts";
import { BUILT_HOST } from "../cli/language-host.ts";
import { CLI_MODULE, LANGUAGE_HOST_MODULE } from "../cli/pinned.ts";
import { AttemptFailed } from "./attempt.ts";
import { isPackage, lastError, supportsToolchains } from "./go-output.ts";
import { overlayLanguageHost, PATCHED_PACKAGE } from "./language-host-source.ts";
import { moveIntoPlace } from "./move-into-place.ts";
import { inWorkshop } from "./workshop.ts";

/** A program that Go builds, from a module of this repository that pins it. */
interface GoProgram {
  readonly title: string;
  /** The module's folder, relative to the repository's root. */
  readonly module: string;
  readonly package: string;
  /** Name of the binary. */
  readonly binary: string;
  /** Linker flags: no symbol tables, which halves the binary, and the version that the Automation API insists on. */
  readonly linkerFlags: string;
  /** Writes what Go is to see in place of files on disk; gives the overlay's file. */
  readonly overlay?: (module: string, folder: string) => Promise<string>;
}

/**
 * Builds the CLI and its language host with Go, from pinned modules and their checksums: the way for a machine that
 * reaches package registries but not the official release.
 *
 * @param installation the folder whose `bin` is to hold them
 * @throws AttemptFailed without a Go that can build them, or when the build fails
 */
export async function buildEngine(
  root: string,
  version: string,
  installation: string,
  host: InstallHost,
): Promise<void> {
  await requireGo();
  const stamp = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${version}`;
  const programs: GoProgram[] = [
    {
      title: "the Pulumi engine",
      module: CLI_MODULE,
      package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
      binary: "pulumi",
      linkerFlags: `-s -w ${stamp}`,
    },
    {
      title: "Pulumi's Node.js language host",
      module: LANGUAGE_HOST_MODULE,
      package: PATCHED_PACKAGE,
      binary: BUILT_HOST,
      linkerFlags: `-s -w ${stamp}`,
      overlay: overlayLanguageHost,
    },
  ];
  await inWorkshop(installation, async (folder) => {
    const finished = join(folder, "bin");
    for (const program of programs) await build(root, program, folder, join(finished, program.binary), host);
    await moveIntoPlace(finished, join(installation, "bin"));
  }).catch((cause: unknown) => {
    if (cause instanceof ExecaError) throw new AttemptFailed(lastError(String(cause.stderr ?? ""), cause), { cause });
    throw cause;
  });
}

async function requireGo(): Promise<void> {
  const answer = await execa("go", ["version"], { reject: false });
  if (answer.failed) throw new AttemptFailed("there is no Go on PATH");
  if (!supportsToolchains(answer.stdout)) throw new AttemptFailed(`${answer.stdout.trim()} is older than Go 1.21`);
}

/** Counts the packages that Go has not built before, then builds them, and tells of each. */
async function build(
  root: string,
  program: GoProgram,
  folder: string,
  target: string,
  host: InstallHost,
): Promise<void> {
  // Without C the build needs no compiler besides Go's own, and gives the same program everywhere.
  const env = { CGO_ENABLED: "0", GOWORK: "off" };
  const options = { cwd: join(root, program.module), env, stdin: "ignore" } as const;

  host.step(`fetching the Go modules of ${program.title}`);
  const overlay = await program.overlay?.(options.cwd, folder);
  const laidOver = overlay === undefined ? [] : ["-overlay", overlay];
  const flags = ["-trimpath", "-buildvcs=false", "-ldflags", program.linkerFlags, ...laidOver];
  const format = "{{if .Stale}}{{.ImportPath}}{{end}}";
  const missing = await execa("go", ["list", "-deps", ...flags, "-f", format, program.package], options);
  const total = missing.stdout.split("\n").length;

  host.step(`building ${program.title}`);
  const command = ["build", "-v", ...flags, "-o", target, program.package];
  const running = execa("go", command, { ...options, buffer: { stdout: false } });
  let done = 0;
  for await (const line of running.iterable({ from: "stderr" })) {
    if (isPackage(line)) host.progress(`building ${program.title}`, ++done, total, "packages");
  }
  await running;
}
