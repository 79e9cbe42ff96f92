import type { StateStore } from "@strata/engine";

/** A store in memory that starts with these objects. */
export function memoryStore(objects: Readonly<Record<string, string>> = {}): StateStore {
  const held = new Map(Object.entries(objects));
  return {
    place: "memory",
    read: async (key) => held.get(key),
    list: async (prefix) => [...held.keys()].filter((key) => key.startsWith(prefix)).sort(),
    write: async (key, text) => void held.set(key, text),
    remove: async (key) => void held.delete(key),
  };
}
