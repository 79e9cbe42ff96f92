/** What decides whether a browser can be opened. */
export interface Desk {
  /** Whether a person looks at what the command says. */
  readonly terminal: boolean;
  readonly platform: NodeJS.Platform;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/**
 * Whether a browser may be opened here: a person is there, and a display. In a rehearsal nothing answers at an address; a
 * shell on another machine opens nothing on this one.
 */
export function canOpen({ terminal, platform, variables }: Desk): boolean {
  const { STRATA_REHEARSAL, SSH_CONNECTION, CI, DISPLAY, WAYLAND_DISPLAY } = variables;
  if (!terminal || STRATA_REHEARSAL || SSH_CONNECTION || CI) return false;
  if (platform === "darwin" || platform === "win32") return true;
  return (DISPLAY ?? "") !== "" || (WAYLAND_DISPLAY ?? "") !== "";
}
