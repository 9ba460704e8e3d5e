import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconAlertTriangle, IconDots, IconPlus, IconX } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import {
  type ChildrenCondition,
  type Criteria,
  type CriteriaWarning,
  kindOf,
  type Not,
  type ParentCondition,
} from '../../src/criteria/schema.ts';
import { t } from '../app/messages/t.ts';
import { Clause } from './clause.tsx';
import classes from './criteria.module.css';
import { problemAt, useEditing } from './editing.ts';
import type { Choice } from './operators.ts';
import { sentenceOf } from './sentence.ts';
import { SubjectPicker } from './subject-picker.tsx';
import {
  addTo,
  duplicateAt,
  isList,
  listOf,
  type Joint,
  jointOf,
  negated,
  nodeAt,
  normalised,
  partsOf,
  rejoin,
  removeAt,
  replaceAt,
  under,
  unwrapAt,
  wrapAt,
} from './tree-edits.ts';
import { fieldOf, useVocabulary, useVocabularyOf, type Vocabulary, VocabularyProvider } from './vocabulary.ts';
import { WordChoice } from './word-choice.tsx';

interface CriteriaListProps {
  path: string;
  /** What the list says something of: "Contacts for whom". */
  lead?: string;
  /** Stands where nothing is asked yet. */
  empty?: ReactNode;
  menu?: ReactNode;
}

/** Conditions joined by a word, one a line; a list inside a list stands indented, tied by its word. */
export function CriteriaList({ path, lead, empty, menu }: CriteriaListProps) {
  const { tree, edit, warnings, problems } = useEditing();
  const leadId = useId();
  const list = nodeAt(tree, path)!;
  const joint = jointOf(list);
  const parts = partsOf(list, path);
  const problem = problems.get(path);
  const warning = joint.isNegated ? undefined : warnings.find((one) => one.path === path);
  return (
    <div className={classes.list} role="group" aria-labelledby={leadId} data-inner={path === '' ? undefined : true}>
      <div className={classes.lead}>
        <span id={leadId} className={classes.leadWords}>
          {lead && <span className={classes.plain}>{lead}</span>}
          <WordChoice
            label={t('criteria.joint')}
            value={wordOf(joint)}
            choices={JOINTS}
            onChange={(word) => edit(rejoin(tree, path, jointNamed(word)))}
            isStrong
          />
        </span>
        {menu}
      </div>
      {parts.length === 0 && empty}
      {parts.map(([partPath, part], index) => (
        <div key={partPath} className={classes.line}>
          <span className={classes.joint} aria-hidden={index === 0 || undefined}>
            {index > 0 && t(joint.join === 'all' ? 'criteria.and' : 'criteria.or')}
          </span>
          {isList(part) ? <CriteriaList path={partPath} menu={<ListMenu path={partPath} />} /> : <Part path={partPath} part={part} />}
        </div>
      ))}
      {problem && <Problem sentence={problem} />}
      {warning && <Warning warning={warning} />}
      <Adders path={path} inner={joint.join === 'all' ? 'any' : 'all'} />
    </div>
  );
}

const JOINTS: Choice[] = (['all', 'any', 'not_all', 'not_any'] as const).map((value) => ({ value, label: t(`criteria.joint.${value}`) }));
const wordOf = ({ join, isNegated }: Joint): string => (isNegated ? `not_${join}` : join);
const jointNamed = (word: string): Joint => ({ join: word.endsWith('any') ? 'any' : 'all', isNegated: word.startsWith('not') });

/** `inner` is how a list inside this one is joined: the other way, or it would not need its own. */
function Adders({ path, inner }: { path: string; inner: Joint['join'] }) {
  const { tree, edit } = useEditing();
  const add = (node: Criteria): void => {
    const added = addTo(tree, path, node);
    edit(added.tree, added.path);
  };
  return (
    <div className={classes.adders}>
      <SubjectPicker
        onChoose={(subject) => add(subject.begin())}
        target={(toggle) => (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={toggle}
            aria-haspopup="listbox"
          >
            {t('criteria.add')}
          </Button>
        )}
      />
      <Button variant="subtle" color="gray" size="compact-sm" onClick={() => add(listOf({ join: inner, isNegated: false }, []))}>
        {t('criteria.addList')}
      </Button>
    </div>
  );
}

/** A condition on its line, and under it what related records must match. */
function Part({ path, part }: { path: string; part: Criteria }) {
  const { tree, edit, problems, fresh } = useEditing();
  const vocabulary = useVocabulary();
  const isNegated = 'not' in part;
  const node = isNegated ? (part as Not).not : part;
  const nodePath = isNegated ? under(path, 'not') : path;
  const problem = problemAt(problems, nodePath);
  const related = relatedOf(node, vocabulary);
  return (
    <div className={classes.part} data-problem={problem ? true : undefined}>
      <div className={classes.clause}>
        {isNegated && (
          <button
            type="button"
            className={classes.not}
            aria-label={t('criteria.not.remove')}
            onClick={() => edit(replaceAt(tree, path, node))}
          >
            {t('criteria.not')}
            <IconX size={12} aria-hidden />
          </button>
        )}
        <Clause
          node={node}
          onChange={(next) => edit(replaceAt(tree, nodePath, next))}
          onSubject={(subject) => edit(replaceAt(tree, path, subject.begin()), path)}
          isFresh={fresh === path}
        />
      </div>
      <PartMenu path={path} part={part} />
      {problem && <Problem sentence={problem} />}
      {related !== undefined && <Related objectId={related} path={under(nodePath, 'matches')} />}
    </div>
  );
}

function relatedOf(node: Criteria, vocabulary: Vocabulary): number | undefined {
  const kind = kindOf(node);
  if (kind === 'children') return (node as ChildrenCondition).object;
  if (kind !== 'parent') return undefined;
  return fieldOf(vocabulary, (node as ParentCondition).parent)?.parentObjectId ?? undefined;
}

/** Conditions on related records, in the words of their object. */
function Related({ objectId, path }: { objectId: number; path: string }) {
  const vocabulary = useVocabularyOf(objectId);
  if (!vocabulary) return null;
  return (
    <div className={classes.related}>
      <VocabularyProvider value={vocabulary}>
        <CriteriaList path={path} empty={<p className={classes.empty}>{t('criteria.related.any')}</p>} />
      </VocabularyProvider>
    </div>
  );
}

function PartMenu({ path, part }: { path: string; part: Criteria }) {
  const { tree, edit } = useEditing();
  const what = sentenceOf(part, useVocabulary());
  return (
    <div className={classes.tools}>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size="sm" aria-label={t('criteria.more', { what })}>
            <IconDots size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => edit(replaceAt(tree, path, negated(part)))}>{t('criteria.negate')}</Menu.Item>
          <Menu.Item onClick={() => edit(duplicateAt(tree, path))}>{t('criteria.duplicate')}</Menu.Item>
          <Menu.Item onClick={() => edit(wrapAt(tree, path))}>{t('criteria.wrap')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ActionIcon size="sm" aria-label={t('criteria.remove', { what })} onClick={() => edit(removeAt(tree, path))}>
        <IconX size={15} />
      </ActionIcon>
    </div>
  );
}

function ListMenu({ path }: { path: string }) {
  const { tree, edit } = useEditing();
  return (
    <div className={classes.tools}>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size="sm" aria-label={t('criteria.list.more')}>
            <IconDots size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => edit(duplicateAt(tree, path))}>{t('criteria.list.duplicate')}</Menu.Item>
          <Menu.Item onClick={() => edit(unwrapAt(tree, path))}>{t('criteria.list.unwrap')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ActionIcon size="sm" aria-label={t('criteria.list.remove')} onClick={() => edit(removeAt(tree, path))}>
        <IconX size={15} />
      </ActionIcon>
    </div>
  );
}

function Problem({ sentence }: { sentence: string }) {
  return (
    <p className={classes.problem} role="alert">
      {sentence}
    </p>
  );
}

/** A trap, explained with the conditions that are in it, and the way out of it. */
function Warning({ warning }: { warning: CriteriaWarning }) {
  const { tree, edit } = useEditing();
  const vocabulary = useVocabulary();
  const [one = '', other = ''] = trappedIn(warning).map((part) => sentenceOf(part, vocabulary));
  return (
    <div className={classes.warning} role="note">
      <IconAlertTriangle size={17} aria-hidden />
      <div>
        <p>{t(`criteria.warning.${warning.code}`, { one, other })}</p>
        <Button variant="default" size="compact-sm" onClick={() => edit(normalised(replaceAt(tree, warning.path, warning.suggestion)))}>
          {t(`criteria.warning.${warning.code}.fix`)}
        </Button>
      </div>
    </div>
  );
}

/** The suggestion joins what clashes in a list of its own, the last one where there are other conditions. */
function trappedIn({ code, suggestion }: CriteriaWarning): readonly Criteria[] {
  const list = (parts: Criteria): readonly Criteria[] => partsOf(parts, '').map(([, part]) => part);
  const isWhole = jointOf(suggestion).join === (code === 'negated_alternatives' ? 'all' : 'any');
  return list(isWhole ? suggestion : list(suggestion).at(-1)!);
}
