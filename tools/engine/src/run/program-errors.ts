/**
 * An error in a layer's program may surface as an unhandled rejection: one in an `apply` always does. Pulumi's server
 * for inline programs listens for these on the whole process, so with two layers side by side the error of one would
 * fail the other, and whatever else listens (a test runner, Nx) would take it for its own.
 *
 * While layers run, this module therefore stands alone at the process's events, and hands each error to the program
 * that it comes from: Node calls the listeners in the async context of what failed, and there Pulumi knows its project
 * and stack. An error that belongs to no program goes to everybody, as it would without us. One of a program that has
 * ended goes to nobody: when the engine breaks off, calls to it that were on their way are refused afterwards, and why
 * the run failed has been told.
 */
import type { EventEmitter } from "node:events";
import { getProject, getStack } from "@pulumi/pulumi";

const EVENTS = ["unhandledRejection", "uncaughtException"] as const;
type FatalEvent = (typeof EVENTS)[number];
type Listener = (...args: unknown[]) => void;

/** Takes the errors of one program. */
export interface ProgramErrors {
  readonly project: string;
  readonly stack: string;
  /** Called with each error that no code of the program handled. */
  readonly onError: (error: unknown) => void;
}

interface Registration extends ProgramErrors {
  /** What Pulumi's server wanted to have called for this program. */
  readonly listeners: Record<FatalEvent, Listener[]>;
}

const emitter: EventEmitter = process;
const registrations = new Set<Registration>();
/** Programs that have run, as `project/stack`. */
const ended = new Set<string>();
/** The listeners of everybody else, set aside while layers run. */
const outside: Record<FatalEvent, Listener[]> = { unhandledRejection: [], uncaughtException: [] };
const routers: Readonly<Record<FatalEvent, Listener>> = {
  unhandledRejection: (...args) => route("unhandledRejection", args),
  uncaughtException: (...args) => route("uncaughtException", args),
};

/** Runs `body` while the errors of one program go to that program alone. */
export async function withProgramErrors<T>(errors: ProgramErrors, body: () => Promise<T>): Promise<T> {
  const registration: Registration = { ...errors, listeners: { unhandledRejection: [], uncaughtException: [] } };
  if (registrations.size === 0) takeOver();
  registrations.add(registration);
  try {
    return await body();
  } finally {
    registrations.delete(registration);
    ended.add(`${errors.project}/${errors.stack}`);
    if (registrations.size === 0) giveBack();
  }
}

function takeOver(): void {
  emitter.off("unhandledRejection", dropLate);
  for (const event of EVENTS) {
    outside[event] = emitter.rawListeners(event).map(asListener);
    emitter.removeAllListeners(event);
    emitter.on(event, routers[event]);
  }
  emitter.on("newListener", claim);
}

function giveBack(): void {
  emitter.off("newListener", claim);
  for (const event of EVENTS) {
    emitter.off(event, routers[event]);
    for (const listener of outside[event]) emitter.on(event, listener);
    outside[event] = [];
  }
  emitter.on("unhandledRejection", dropLate);
}

/** Stays when no layer runs any more. Where nobody else listens, any other rejection ends the process, as it would. */
function dropLate(reason: unknown): void {
  if (!isOfEnded() && emitter.listenerCount("unhandledRejection") === 1) throw reason;
}

function isOfEnded(): boolean {
  return ended.has(`${getProject()}/${getStack()}`);
}

/**
 * Takes a listener that Pulumi's server adds for a program off the process again, and keeps it for that program. Node
 * tells of a listener just before it adds it, in the context of the program; hence the microtask.
 */
function claim(event: string | symbol, listener: Listener): void {
  const fatal = EVENTS.find((known) => known === event);
  const owner = currentProgram();
  if (fatal === undefined || owner === undefined) return;
  owner.listeners[fatal].push(listener);
  queueMicrotask(() => emitter.off(fatal, listener));
}

function route(event: FatalEvent, args: unknown[]): void {
  const owner = currentProgram();
  if (owner === undefined && isOfEnded()) return;
  for (const program of owner === undefined ? registrations : [owner]) {
    program.onError(args[0]);
    for (const listener of program.listeners[event]) listener(...args);
  }
  if (owner === undefined) for (const listener of outside[event]) listener(...args);
}

function currentProgram(): Registration | undefined {
  const project = getProject();
  const stack = getStack();
  return [...registrations].find((program) => program.project === project && program.stack === stack);
}

/** Node's types call a listener a mere Function; this gives the same object a signature. */
function asListener(listener: unknown): Listener {
  if (isListener(listener)) return listener;
  return () => undefined;
}

function isListener(value: unknown): value is Listener {
  return typeof value === "function";
}
