import type { Account } from "../account/account.ts";
import type { Place } from "../facts/arn.ts";
import type { Value, Values } from "../wire/values.ts";

/** A resource about to be made: what its rule may use. Secrets are in clear here, so nothing of them may reach a name. */
export interface Draft {
  readonly type: string;
  readonly urn: string;
  /** The logical name, the last part of the URN. */
  readonly name: string;
  readonly inputs: Values;
  readonly place: Place;
  readonly account: Account;
  /** 0, or higher while resources of the same URN are there, one replacing the other. */
  readonly generation: number;
  /** So many hexadecimal digits that are this resource's own; more words give others. */
  readonly hex: (length: number, ...words: readonly string[]) => string;
}

/** A resource that has its id. */
export interface Made extends Draft {
  readonly id: string;
}

/** The property that the provider names by itself when the program gives none. */
export interface Naming {
  readonly property: string;
  /** The longest name that the cloud takes. */
  readonly maxLength?: number;
  /** Letters are made small. */
  readonly lowerCase?: boolean;
}

/**
 * Facts about one resource type that the SDK does not tell. What a rule leaves out, the generic rules of
 * `generic.ts` fill in.
 */
export interface ResourceRule {
  readonly id?: (draft: Draft) => string;
  readonly arn?: (made: Made) => string;
  /** Values that the cloud gives. An input of the same name wins. */
  readonly outputs?: (made: Made) => Values;
  /** Values that the cloud writes in another way than the program: they win over inputs, but not in a preview. */
  readonly rewrites?: (made: Made) => Values;
  /** Values that are new after each update. */
  readonly evolves?: (made: Made, before: Values) => Values;
  /**
   * Properties of which a change makes a new resource; one inside an object by its path, without numbers of items.
   * Source: ForceNew and RequiresReplace in terraform-provider-aws and terraform-provider-cloudflare.
   */
  readonly replaces?: readonly string[];
  /** Properties that `replaces` would hold by the generic rules, but that change in place. */
  readonly updates?: readonly string[];
  /** JSON texts: compared by meaning. */
  readonly documents?: readonly string[];
  /** Lists without an order. */
  readonly sets?: readonly string[];
  readonly naming?: Naming | "none";
  /** Its id is a name that may exist once: a second one is refused. */
  readonly unique?: boolean;
  /**
   * What is supposed of one that is read by its id and that nobody made; undefined where it is gone.
   * `state` is what the reader had of it: empty at first.
   */
  readonly supposed?: (id: string, state: Values) => Values | undefined;
  /** The output that names it in the account where its id does not: revisions share the id of their family. */
  readonly identifiedBy?: string;
}

/** The rules of a file: rows only. */
export type ResourceRules = Readonly<Record<string, ResourceRule>>;

/** A text input, or what stands in for it. */
export function input(draft: Draft, name: string, otherwise = ""): string {
  const value: Value | undefined = draft.inputs[name];
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : otherwise;
}
