import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import proto from "@pulumi/pulumi/proto/provider_pb.js";
import { parseUrn } from "@strata/shared-config";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import type { Operation } from "../faults/fault.ts";
import type { Faults } from "../faults/faults.ts";
import type { Call } from "../faults/target.ts";
import { check } from "../operations/check.ts";
import { type Cloud, factsOf, Refusal, type Scope } from "../operations/cloud.ts";
import { diff } from "../operations/diff.ts";
import { create, read, remove, update } from "../operations/lifecycle.ts";
import type { NamingWish } from "../operations/naming.ts";
import { fromStruct, toStruct } from "../wire/struct.ts";
import type { Values } from "../wire/values.ts";
import type { Connections } from "./connections.ts";
import { unary } from "./unary.ts";

type CheckRequest = InstanceType<typeof proto.CheckRequest>;
type DiffRequest = InstanceType<typeof proto.DiffRequest>;
type CreateRequest = InstanceType<typeof proto.CreateRequest>;
type ReadRequest = InstanceType<typeof proto.ReadRequest>;
type UpdateRequest = InstanceType<typeof proto.UpdateRequest>;
type DeleteRequest = InstanceType<typeof proto.DeleteRequest>;

/** The methods that work on one resource. */
export type ResourceMethods = Pick<IResourceProviderServer, "check" | "diff" | "create" | "read" | "update" | "delete">;

/** Translates between the wire and the operations: nothing is decided here. */
export function resourceMethods(cloud: Cloud, connections: Connections, faults: Faults): ResourceMethods {
  const scopeOf = (peer: string): Scope => requireScope(connections, peer);
  return {
    check: unary((request: CheckRequest) => {
      const [olds, news] = [fromStruct(request.getOlds()), fromStruct(request.getNews())];
      const checked = check(cloud, typeOf(request), request.getUrn(), olds, news, wishOf(request));
      const response = new proto.CheckResponse().setInputs(toStruct(checked.inputs));
      for (const { property, reason } of checked.failures) {
        response.addFailures(new proto.CheckFailure().setProperty(property).setReason(reason));
      }
      return response;
    }),
    diff: unary((request: DiffRequest, peer) => diffResponse(cloud, request, scopeOf(peer))),
    create: unary(async (request: CreateRequest, peer) => {
      const [inputs, scope, preview] = [fromStruct(request.getProperties()), scopeOf(peer), request.getPreview()];
      const act = () => create(cloud, subjectOf(request), inputs, scope, preview);
      const made = preview ? act() : await faults.around(callOf("create", request), act, inputs, (all) => all);
      return new proto.CreateResponse().setId(made.id).setProperties(toStruct(made.outputs));
    }),
    read: unary(async (request: ReadRequest, peer) => {
      const [state, inputs, scope] = [
        fromStruct(request.getProperties()),
        fromStruct(request.getInputs()),
        scopeOf(peer),
      ];
      const act = () => read(cloud, subjectOf(request), request.getId(), state, inputs, scope);
      const found = await faults.around(callOf("read", request, request.getId()), act);
      if (!found || faults.misses(found.id)) return new proto.ReadResponse();
      const response = new proto.ReadResponse().setId(found.id).setProperties(toStruct(found.outputs));
      return response.setInputs(toStruct(found.inputs));
    }),
    update: unary(async (request: UpdateRequest, peer) => {
      const [before, inputs] = [fromStruct(request.getOlds()), fromStruct(request.getNews())];
      const [id, preview, scope] = [request.getId(), request.getPreview(), scopeOf(peer)];
      const act = () => update(cloud, subjectOf(request), id, before, inputs, scope, preview);
      const made = (changed: Values) => ({ id, outputs: changed });
      const outputs = preview ? act() : await faults.around(callOf("update", request, id), act, inputs, made);
      return new proto.UpdateResponse().setProperties(toStruct(outputs));
    }),
    delete: unary(async (request: DeleteRequest, peer) => {
      const [id, state, scope] = [request.getId(), fromStruct(request.getProperties()), scopeOf(peer)];
      await faults.around(callOf("delete", request, id), () => remove(cloud, subjectOf(request), id, state, scope));
      return new empty.Empty();
    }),
  };
}

/** What the connection's provider works with. @throws Refusal before Configure */
export function requireScope(connections: Connections, peer: string): Scope {
  const scope = connections.scopeOf(peer);
  if (scope) return scope;
  throw new Refusal("this connection has no configured provider: the simulated cloud was started anew during the run");
}

interface Named {
  getUrn(): string;
  getType(): string;
}

/** The engine fills the type in; the URN has it too. */
function typeOf(request: Named): string {
  return request.getType() || parseUrn(request.getUrn()).type;
}

function subjectOf(request: Named): { readonly type: string; readonly urn: string } {
  return { type: typeOf(request), urn: request.getUrn() };
}

function callOf(operation: Operation, request: Named, id = ""): Call {
  return { operation, id, ...subjectOf(request) };
}

function wishOf(request: CheckRequest): NamingWish {
  const options = request.getAutonaming();
  if (!options) return { disabled: false };
  if (options.getMode() === proto.CheckRequest.AutonamingOptions.Mode.DISABLE) return { disabled: true };
  return { disabled: false, proposed: options.getProposedName() };
}

function diffResponse(cloud: Cloud, request: DiffRequest, scope: Scope): InstanceType<typeof proto.DiffResponse> {
  const facts = factsOf(cloud, typeOf(request));
  const state = fromStruct(request.getOlds());
  const before = request.hasOldInputs() ? fromStruct(request.getOldInputs()) : state;
  const ignored = request.getIgnorechangesList();
  const found = diff(facts, before, fromStruct(request.getNews()), { state, scope, ignored });
  const { changes, replaces, deleteBeforeReplace } = found;
  const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;
  const response = new proto.DiffResponse()
    .setChanges(changes.length === 0 ? DIFF_NONE : DIFF_SOME)
    .setDiffsList([...new Set(changes.map((change) => change.path.replace(/[.[].*/, "")))])
    .setReplacesList([...replaces])
    .setDeletebeforereplace(deleteBeforeReplace)
    .setHasdetaileddiff(true);
  for (const change of changes) {
    const { Kind } = proto.PropertyDiff;
    const [plain, replacing] = {
      add: [Kind.ADD, Kind.ADD_REPLACE],
      delete: [Kind.DELETE, Kind.DELETE_REPLACE],
      update: [Kind.UPDATE, Kind.UPDATE_REPLACE],
    }[change.kind];
    const kind = change.replaces ? replacing : plain;
    if (kind === undefined) continue;
    const isInput = facts.inputs.includes(change.path.replace(/[.[].*/, ""));
    response.getDetaileddiffMap().set(change.path, new proto.PropertyDiff().setKind(kind).setInputdiff(isInput));
  }
  return response;
}
