import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import proto from "@pulumi/pulumi/proto/provider_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { check } from "../operations/check.ts";
import { type Cloud, factsOf, Refusal, type Scope } from "../operations/cloud.ts";
import { diff } from "../operations/diff.ts";
import { create, read, remove, update } from "../operations/lifecycle.ts";
import type { NamingWish } from "../operations/naming.ts";
import { fromStruct, toStruct } from "../wire/struct.ts";
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
export function resourceMethods(cloud: Cloud, connections: Connections): ResourceMethods {
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
    create: unary((request: CreateRequest, peer) => {
      const inputs = fromStruct(request.getProperties());
      const made = create(cloud, subjectOf(request), inputs, scopeOf(peer), request.getPreview());
      return new proto.CreateResponse().setId(made.id).setProperties(toStruct(made.outputs));
    }),
    read: unary((request: ReadRequest, peer) => {
      const [state, inputs] = [fromStruct(request.getProperties()), fromStruct(request.getInputs())];
      const found = read(cloud, subjectOf(request), request.getId(), state, inputs, scopeOf(peer));
      if (!found) return new proto.ReadResponse();
      const response = new proto.ReadResponse().setId(found.id).setProperties(toStruct(found.outputs));
      return response.setInputs(toStruct(found.inputs));
    }),
    update: unary((request: UpdateRequest, peer) => {
      const [before, inputs] = [fromStruct(request.getOlds()), fromStruct(request.getNews())];
      const [id, preview] = [request.getId(), request.getPreview()];
      const outputs = update(cloud, subjectOf(request), id, before, inputs, scopeOf(peer), preview);
      return new proto.UpdateResponse().setProperties(toStruct(outputs));
    }),
    delete: unary((request: DeleteRequest, peer) => {
      remove(cloud, subjectOf(request), request.getId(), fromStruct(request.getProperties()), scopeOf(peer));
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
  return request.getType() || (request.getUrn().split("::")[2]?.split("$").at(-1) ?? "");
}

function subjectOf(request: Named): { readonly type: string; readonly urn: string } {
  return { type: typeOf(request), urn: request.getUrn() };
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
