export type { AccountRow } from "./account/account.ts";
export { readAccount } from "./account/journal.ts";
export { forgetStack, type RunningCloud, runningCloud, startCloud, stopCloud } from "./world/cloud-process.ts";
export type { CloudRecord } from "./world/cloud-record.ts";
export { rehearsalEnvironment } from "./world/environment.ts";
export type { HeldLock } from "./world/owner.ts";
export { lockRehearsal } from "./world/rehearsal-lock.ts";
export { openWorld, type World } from "./world/world.ts";
