import type { LockRow } from "./lock-table.ts";

/** Who holds a lock, for a person: `deploy of network by ana on ci-7, pid 4711, for 3 min 20 s`. */
export function holderText({ owner, beat }: Pick<LockRow, "owner" | "beat">): string {
  if (owner === undefined) return "unknown: the lock is empty or cannot be read";
  const { command, user, host, pid, startedAt } = owner;
  return `${command} by ${user} on ${host}, pid ${pid}, since ${startedAt} by its clock, for ${ageText(beat)}`;
}

/** Milliseconds as `3 min 20 s`. */
export function ageText(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const parts = [
    [Math.floor(seconds / 3600), "h"],
    [Math.floor(seconds / 60) % 60, "min"],
    [seconds % 60, "s"],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return told.length === 0 ? "less than a second" : told.join(" ");
}
