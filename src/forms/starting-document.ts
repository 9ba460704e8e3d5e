import type { Document } from '../documents/index.ts';
import { CONTACT, CONTACT_FIELDS, type ObjectShape } from '../records/index.ts';
import { canBeAsked } from '../documents/index.ts';

/** What a new form begins with: for contacts a name, an address and leave to write; for others their first fields. */
export function startingDocument(shape: ObjectShape, accountName: string): Document {
  const { firstName, email } = CONTACT_FIELDS;
  const fieldIds =
    shape.id === CONTACT
      ? [firstName, email]
      : shape.fields
          .filter(canBeAsked)
          .slice(0, 3)
          .map(({ id }) => id);
  const asked = shape.fields.filter(({ id }) => fieldIds.includes(id));
  return {
    kind: 'blocks',
    blocks: [
      { type: 'heading', level: 1, text: shape.id === CONTACT ? 'Stay in touch' : shape.singular },
      ...asked.map(({ id, label }) => ({
        type: 'field' as const,
        fieldId: id,
        label,
        ...(shape.id === CONTACT && id === email ? { isRequired: true } : {}),
      })),
      ...(shape.person
        ? [
            {
              type: 'consent' as const,
              channel: 'email' as const,
              text: `${accountName} may write to me by e-mail. I can end that at any time.`,
            },
          ]
        : []),
      { type: 'submit', label: 'Send' },
    ],
  };
}
