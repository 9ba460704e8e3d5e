import type { AccountDb } from '../app/db.ts';
import {
  canBeAsked,
  documentMaterials,
  documentProblems,
  lineProblem,
  mergeFieldsFor,
  plainTextProblem,
  type Document,
  type MergeField,
} from '../documents/index.ts';
import { CONTACT_FIELDS, objectShape, type ObjectShape } from '../records/index.ts';
import type { FormProblem, FormSettings } from './schema.ts';

type Blocks = Extract<Document, { kind: 'blocks' }>['blocks'];
type AnyBlock = { type: string; id?: string | undefined; on?: unknown } & Record<string, any>;

export interface Draft {
  objectId: number;
  document: Document;
  settings: FormSettings;
}

/** What pages may say of the account. */
const ACCOUNT_PATHS = ['account.name', 'account.postal_address'];
const MOST_ASKED = 100;

/** Everything that keeps a form from being published, each with where and what to do. */
export async function findProblems(db: AccountDb, { objectId, document, settings }: Draft): Promise<FormProblem[]> {
  const shape = await objectShape(db, objectId);
  const fields = mergeFieldsFor(shape);
  const onPage = fields.filter(({ path }) => ACCOUNT_PATHS.includes(path));
  const { savedBlocks } = await documentMaterials(db, document);
  const placed = document.kind === 'plain' ? [] : placedBlocks(document.blocks, 'document.blocks');
  return [
    ...documentProblems(document, onPage, { isForm: true, savedBlocks }).map(({ path, blockId, sentence }): FormProblem => ({
      path: `document.${path}`,
      ...(blockId !== undefined && { blockId }),
      sentence,
    })),
    ...askedProblems(placed, shape),
    ...consentProblems(placed, shape, onPage),
    ...settingsProblems(placed, settings, fields),
  ];
}

interface Placed {
  block: AnyBlock;
  path: string;
}

function placedBlocks(blocks: readonly AnyBlock[] | Blocks, path: string): Placed[] {
  return (blocks as readonly AnyBlock[]).flatMap((block, index): Placed[] => {
    const own = `${path}.${index}`;
    const inner = [
      ...(block.type === 'section'
        ? block.columns.flatMap((column: { blocks: AnyBlock[] }, at: number) => placedBlocks(column.blocks, `${own}.columns.${at}.blocks`))
        : []),
      ...(block.type === 'condition' ? placedBlocks(block.otherwise ?? [], `${own}.otherwise`) : []),
    ];
    return [{ block, path: own }, ...inner];
  });
}

const problemAt = ({ block, path }: Placed, key: string, sentence: string): FormProblem => ({
  path: `${path}.${key}`,
  ...(block.id === undefined ? {} : { blockId: block.id }),
  sentence,
});

function askedProblems(placed: readonly Placed[], shape: ObjectShape): FormProblem[] {
  const asked = placed.filter(({ block }) => block.type === 'field' || block.type === 'hidden');
  const seen = new Set<number>();
  const problems = asked.flatMap((one): FormProblem[] => {
    const { block } = one;
    const field = shape.fields.find(({ id }) => id === block.fieldId);
    if (!field) return [problemAt(one, 'fieldId', 'The field it asks for is gone. Choose another, or remove the question.')];
    if (!canBeAsked(field)) return [problemAt(one, 'fieldId', `${field.label} cannot be asked of visitors. Choose another field.`)];
    if (seen.has(field.id)) return [problemAt(one, 'fieldId', `${field.label} is asked for twice. Remove one of them.`)];
    seen.add(field.id);
    return whenProblems(one, asked, shape);
  });
  const tooMany = asked.length > MOST_ASKED ? [{ path: 'document', sentence: `A form asks at most ${MOST_ASKED} questions.` }] : [];
  return [...problems, ...tooMany];
}

function whenProblems(one: Placed, asked: readonly Placed[], shape: ObjectShape): FormProblem[] {
  const when = one.block.shownWhen as { fieldId: number } | undefined;
  if (!when) return [];
  const other = asked.find(({ block }) => block.type === 'field' && block.fieldId === when.fieldId);
  if (other && other !== one) return [];
  const label = shape.fields.find(({ id }) => id === when.fieldId)?.label ?? 'another field';
  return [problemAt(one, 'shownWhen', `It is shown by the answer to ${label}, which this form does not ask for. Choose another question.`)];
}

function consentProblems(placed: readonly Placed[], shape: ObjectShape, onPage: readonly MergeField[]): FormProblem[] {
  const consents = placed.filter(({ block }) => block.type === 'consent');
  const asks = (fieldId: number): boolean => placed.some(({ block }) => block.type === 'field' && block.fieldId === fieldId);
  return consents.flatMap((one): FormProblem[] => {
    const { text, channel } = one.block as unknown as { text: string; channel: 'email' | 'sms' };
    if (!shape.person) return [problemAt(one, 'channel', `${shape.plural} are no people, and can permit nothing. Remove this box.`)];
    if (text.trim() === '') return [problemAt(one, 'text', 'Write what people agree to: the words are kept with their permission.')];
    const wrong = lineProblem(text, onPage);
    if (wrong) return [problemAt(one, 'text', wrong)];
    const fieldId = channel === 'email' ? CONTACT_FIELDS.email : CONTACT_FIELDS.smsNumber;
    if (shape.id === 0 && !asks(fieldId)) {
      const what = channel === 'email' ? 'an e-mail address' : 'an SMS number';
      return [problemAt(one, 'channel', `It asks for leave to write without asking for ${what}. Add that question.`)];
    }
    return [];
  });
}

function settingsProblems(placed: readonly Placed[], settings: FormSettings, fields: readonly MergeField[]): FormProblem[] {
  const thanks =
    documentProblems({ kind: 'plain', text: settings.thanks }, fields)[0]?.sentence ?? plainTextProblem(settings.thanks, fields);
  const asked = new Set(placed.filter(({ block }) => block.type === 'field').map(({ block }) => block.fieldId));
  const redirects = settings.redirects.flatMap(({ fieldId }, index): FormProblem[] =>
    asked.has(fieldId)
      ? []
      : [{ path: `settings.redirects.${index}`, sentence: 'This way depends on a question that the form does not ask.' }],
  );
  return [...(thanks ? [{ path: 'settings.thanks', sentence: thanks }] : []), ...redirects];
}
