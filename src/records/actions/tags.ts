import { z } from 'zod';
import type { Action } from '../../app/kernel/domain.ts';
import { ensureTag } from '../ensure-tag.ts';
import { LIMITS } from '../schema.ts';
import { tagRecords } from '../tag-records.ts';
import { untagRecords } from '../untag-records.ts';
import { setOf } from './set-of.ts';

const tagSettings = z.strictObject({
  tag: z.string('Name the tag.').trim().min(1, 'Name the tag.').max(LIMITS.tag, `A tag’s name may have at most ${LIMITS.tag} characters.`),
});

export const addTag: Action<z.infer<typeof tagSettings>> = {
  kind: 'tag.add',
  canUndo: true,
  settings: tagSettings,
  summary: ({ tag }) => `Add tag ${tag}`,
  async apply(db, step) {
    const tagId = await ensureTag(db, step.ids, step.objectId, step.settings.tag);
    await tagRecords(db, step.actor, { ...setOf(step), tagId });
    return {};
  },
};

export const removeTag: Action<z.infer<typeof tagSettings>> = {
  kind: 'tag.remove',
  canUndo: true,
  settings: tagSettings,
  summary: ({ tag }) => `Remove tag ${tag}`,
  async apply(db, step) {
    const tagId = await ensureTag(db, step.ids, step.objectId, step.settings.tag);
    await untagRecords(db, step.actor, { ...setOf(step), tagId });
    return {};
  },
};
