import type { TagNamed } from '../../app/kernel/domain.ts';

/**
 * Whether settings of any kind (criteria, triggers, steps, a form) name a tag: by its number in a condition or as what an event is about, by one
 * of its names elsewhere. Tags are numbered within the account, so that a number means the same tag wherever it stands.
 */
export function namesTag(node: unknown, asked: Pick<TagNamed, 'tagId' | 'names'>): boolean {
  if (Array.isArray(node)) return node.some((one) => namesTag(one, asked));
  if (typeof node !== 'object' || node === null) return false;
  const { tag, tags, tagId, subject, ...rest } = node as Record<string, unknown>;
  const isOne = (value: unknown): boolean =>
    value === asked.tagId || (typeof value === 'string' && asked.names.has(value.trim().toLowerCase()));
  if ([tag, tags, tagId].flat().some(isOne)) return true;
  const about = String(rest.event ?? rest.behaviour ?? '');
  if (about.startsWith('tag.') && Array.isArray(subject) && subject.includes(asked.tagId)) return true;
  return [...Object.values(rest), tag, tags, subject].some((inner) => namesTag(inner, asked));
}
