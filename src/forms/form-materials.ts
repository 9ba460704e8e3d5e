import { accountSettings } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import { canBeAsked, documentMaterials, type AskedField, type Document, type PageOptions } from '../documents/index.ts';
import { CONTACT, CONTACT_FIELDS as F, objectShape, type FieldShape } from '../records/index.ts';

/** What browsers may fill in by themselves, for the fields every contact has. */
const AUTOCOMPLETE: Readonly<Record<number, string>> = {
  [F.firstName]: 'given-name',
  [F.lastName]: 'family-name',
  [F.email]: 'email',
  [F.smsNumber]: 'tel',
  [F.officePhone]: 'tel',
  [F.title]: 'organization-title',
  [F.birthday]: 'bday',
  [F.address]: 'address-line1',
  [F.address2]: 'address-line2',
  [F.city]: 'address-level2',
  [F.state]: 'address-level1',
  [F.zip]: 'postal-code',
  [F.country]: 'country',
  [F.website]: 'url',
};

/** A field as a page asks for it. */
const askedField = (objectId: number, { id, key, label, type, options, isRequired }: FieldShape): AskedField => ({
  id,
  key,
  label,
  type,
  options: options.filter(({ archived }) => !archived).map((option) => ({ id: option.id, label: option.label })),
  isRequired,
  ...(objectId === CONTACT && AUTOCOMPLETE[id] ? { autocomplete: AUTOCOMPLETE[id] } : {}),
});

/** What a form's page is compiled with. */
export async function formMaterials(
  db: AccountDb,
  { objectId, document, language }: { objectId: number; document: Document; language: string },
): Promise<PageOptions> {
  const shape = await objectShape(db, objectId);
  return {
    ...(await documentMaterials(db, document)),
    accountName: (await accountSettings(db)).name,
    language,
    fields: shape.fields.filter(canBeAsked).map((field) => askedField(objectId, field)),
  };
}
