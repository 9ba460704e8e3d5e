import { Select, Text } from '@mantine/core';
import { t, tFrom } from '../../app/messages/t.ts';
import type { ImportChoice, PlannedThing } from '../../../src/automations/rules/portable.ts';
import type { ImportPreview } from './versions-data.ts';
import classes from './versions.module.css';

interface ThingsProps {
  preview: Pick<ImportPreview, 'things' | 'problems'>;
  onChoose: (key: string, choice: ImportChoice) => void;
}

/** What must be chosen first, then what will be made; what is here already is counted. */
export function PlannedThings({ preview: { things, problems }, onChoose }: ThingsProps) {
  const found = things.filter(({ status, what }) => status === 'found' && what !== 'object' && what !== 'option');
  const parts = (['choose', 'new', 'open'] as const)
    .map((status) => ({
      status,
      those: things.filter((thing) => thing.status === status && !(thing.what === 'option' && status === 'new')),
    }))
    .filter(({ those }) => those.length > 0);
  return (
    <>
      {parts.map(({ status, those }) => (
        <section key={status} className={classes.part}>
          <h3>{t(status === 'choose' ? 'versions.import.choose.title' : `versions.import.${status}`, { count: those.length })}</h3>
          <ul className={classes.things}>
            {those.map((thing) => (
              <ThingLine key={thing.key} thing={thing} problem={problems[thing.key]} onChoose={(choice) => onChoose(thing.key, choice)} />
            ))}
          </ul>
        </section>
      ))}
      {found.length > 0 && (
        <section className={classes.part}>
          <h3>{t('versions.import.found', { count: found.length })}</h3>
          <Text size="sm">{found.map(({ name }) => name).join(', ')}</Text>
        </section>
      )}
    </>
  );
}

function ThingLine({
  thing,
  problem,
  onChoose,
}: {
  thing: PlannedThing;
  problem: string | undefined;
  onChoose: (choice: ImportChoice) => void;
}) {
  const { what, name, of, status, id, mayMake, candidates } = thing;
  const label = name === '' ? t('versions.import.gone') : name;
  return (
    <li className={classes.thing}>
      <span>
        {label}
        <small>{[tFrom(`versions.thing.${what}`, {}, what), of].filter(Boolean).join(' · ')}</small>
      </span>
      {(mayMake || candidates.length > 0) && (
        <Select
          aria-label={t('versions.import.chooseFor', { name: label })}
          placeholder={t('versions.import.choose')}
          error={problem}
          searchable
          allowDeselect={false}
          value={status === 'found' ? String(id) : status === 'new' ? 'make' : status === 'open' ? 'leave' : null}
          data={[
            ...(mayMake ? [{ value: 'make', label: t('versions.import.makeIt') }] : []),
            ...candidates.map((one) => ({ value: String(one.id), label: one.name })),
            ...(what === 'object' ? [] : [{ value: 'leave', label: t('versions.import.leave') }]),
          ]}
          onChange={(value) => value && onChoose(value === 'make' || value === 'leave' ? { do: value } : { do: 'use', id: Number(value) })}
        />
      )}
    </li>
  );
}
