import { writeFileSync } from "node:fs";

/**
 * Says a line on the terminal itself, where there is one. After a Ctrl-C Nx shows nothing more of what its tasks write,
 * draws no more either, and ends 5 s later.
 */
export function tellTerminal(text: string): void {
  try {
    writeFileSync("/dev/tty", `\n${text}\n`);
  } catch {
    // No terminal, as in CI: there Nx writes lines as they come.
  }
}
