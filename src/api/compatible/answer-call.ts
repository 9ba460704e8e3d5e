import { refuseUnlessScoped, scopeOf } from '../../app/scopes.ts';
import type { Answer, CompatibleCall } from './call.ts';
import { missing, notFound, notKept } from './refusal.ts';
import { actOf, type Named } from './resource.ts';
import { resourceOf } from './resources/by-type.ts';
import { meta } from './resources/meta.ts';
import { typeOfId, typeOfPath } from './rules/object-types.ts';
import { numberOf } from './rules/parameters.ts';

/**
 * Answers a call by its path: `/Contacts`, `/object`, `/objects/tag`. Refuses a path there is not with `Object not found`, what the key was not
 * given (`scope_missing`), and with a sentence what the product cannot keep.
 */
export async function answerCall(call: CompatibleCall, path: string): Promise<Answer> {
  const [name = '', word = '', ...rest] = path.split('/').filter((part) => part !== '');
  if (rest.length > 0) throw notFound();
  if (/^objects?$/i.test(name)) return answerGeneric(call, name.toLowerCase() === 'objects', word.toLowerCase());
  const named = typeOfPath(name, call.ownTypes);
  if (!named) throw notFound();
  const parameters = { ...call.parameters, objectID: named.type.id };
  return answerNamed({ ...call, parameters }, named, name === 'form' && word === '' ? 'html' : word.toLowerCase());
}

async function answerGeneric(call: CompatibleCall, isMany: boolean, word: string): Promise<Answer> {
  const objectId = numberOf(call.parameters, 'objectID');
  if (objectId === undefined && word === 'meta') {
    refuseUnlessScoped(call.scopes, 'records:read');
    return meta(call);
  }
  if (objectId === undefined) throw missing('objectID');
  const type = typeOfId(objectId, call.ownTypes);
  if (!type) throw notFound();
  return answerNamed(call, { type, isMany }, word);
}

async function answerNamed(call: CompatibleCall, named: Named, word: string): Promise<Answer> {
  const resource = resourceOf(named.type);
  refuseUnlessScoped(call.scopes, scopeOf(resource.area, call));
  if (word === 'meta') return meta(call);
  const act = actOf(resource, call, { ...named, word });
  if (act) return act(call, named);
  throw word !== '' && call.method === 'GET' ? notFound() : notKept();
}
