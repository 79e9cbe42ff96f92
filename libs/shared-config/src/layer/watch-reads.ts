import { isTree } from "../load/tree.ts";

/** Takes a path each time it is read. */
type OnRead = (path: readonly string[]) => void;

/**
 * A copy of plain data that tells what is read of it: the empty path at once, then each property by its path as it is
 * got. A map that was got counts as read with all its keys, since nothing tells who lists them; a list counts as read
 * whole. What was not got cannot have decided anything.
 *
 * Its properties are getters of ordinary objects and no proxy: so spreading, JSON, `structuredClone` and the SDK's
 * serialisation see plain data, and read through the same getters.
 *
 * @param data maps, lists and scalars; no cycle
 */
export function watchReads<Data extends object>(data: Data, onRead: OnRead): Data;
export function watchReads(data: object, onRead: OnRead): object {
  onRead([]);
  return watched(data, [], onRead);
}

function watched(data: object, path: readonly string[], onRead: OnRead): object {
  const copy = {};
  for (const [key, value] of Object.entries(data)) {
    const at = [...path, key];
    const shown: unknown = isTree(value) ? watched(value, at, onRead) : value;
    Object.defineProperty(copy, key, {
      enumerable: true,
      get() {
        onRead(at);
        return shown;
      },
    });
  }
  return copy;
}
