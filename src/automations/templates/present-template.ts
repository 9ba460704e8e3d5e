import { withFieldNames } from '../rules/letters-of-file.ts';
import type { Template } from './template.ts';

/** A ready map as it is offered. */
export const presentTemplate = ({ key, job, summary, needs, tells, file: { name, map, things } }: Template) => ({
  key,
  job,
  name,
  summary,
  needs,
  tells,
  steps: map.steps.length,
  messages: Object.values(things.message).flatMap((message) => ('gone' in message ? [] : [message.name])),
});

/** A ready map with all that is in it; its letters show the label of a field that may not be here yet. */
export function presentTemplateWhole(template: Template) {
  const { file } = template;
  const labels = new Map(
    Object.values(file.things.field).flatMap((field) => ('gone' in field || field.key === undefined ? [] : [[field.key, field.label]])),
  );
  const letters = Object.values(file.things.message).flatMap((message) => ('gone' in message ? [] : [withFieldNames(message, labels)]));
  return { ...presentTemplate(template), map: file.map, things: file.things, letters };
}
