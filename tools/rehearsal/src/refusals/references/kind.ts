/** A kind of thing that inputs refer to, told from the form of its id or ARN. */
export interface ReferenceKind {
  /** What a message calls it. */
  readonly noun: string;
  /** Of the service that owns it. */
  readonly code: string;
  /** Of services that say it otherwise, by the module of the SDK that the referring type is in. */
  readonly codes?: Readonly<Record<string, string>>;
  readonly source: string;
  /** It is seen from other regions than the one that it was made in. */
  readonly anywhere?: boolean;
}

/** The code with which the service of a type refuses a reference to nothing. */
export function codeFor(kind: ReferenceKind, type: string): string {
  return kind.codes?.[moduleOf(type)] ?? kind.code;
}

/** `lb` of `aws:lb/listener:Listener`; the older name `alb` is the same service. */
export function moduleOf(type: string): string {
  const module = type.split(":")[1]?.split("/")[0] ?? "";
  return module === "alb" ? "lb" : module;
}
