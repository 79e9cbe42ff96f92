import struct from "google-protobuf/google/protobuf/struct_pb.js";
import type { Value, Values } from "./values.ts";

type Struct = InstanceType<typeof struct.Struct>;
type Wire = ReturnType<Struct["toJavaScript"]>;

/** Properties from the wire; none for an absent message. */
export function fromStruct(message: Struct | undefined): Values {
  return message === undefined ? {} : message.toJavaScript();
}

/** Properties for the wire. */
export function toStruct(values: Values): Struct {
  return struct.Struct.fromJavaScript(toWire(values));
}

function toWire(values: Values): Wire {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, toWireValue(value)]));
}

function toWireValue(value: Value): Wire[string] {
  if (typeof value !== "object" || value === null) return value;
  return isItems(value) ? value.map(toWireValue) : toWire(value);
}

function isItems(value: readonly Value[] | Values): value is readonly Value[] {
  return Array.isArray(value);
}
