/*
 * A process that lives the environments it is sent by name, one after the other, and says after each that it is ready for
 * the next: the SDKs and the programs are loaded once, not for every environment.
 * Usage: fork("test/lives/live-some.ts", [folder])
 */
import { live } from "./life.ts";

const [, , folder = ""] = process.argv;
const ready = () => process.send?.("ready");

process.on("message", (name) => {
  live(String(name), folder).then(ready, (error: unknown) => {
    console.error(`${name}:`, error);
    process.exit(1);
  });
});
ready();
