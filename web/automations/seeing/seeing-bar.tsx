import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { IconFilter, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { t } from '../../app/messages/t.ts';
import { CriteriaSentence } from '../../criteria/index.tsx';
import type { Names } from '../use-names.ts';
import { CriteriaDrawer } from './criteria-drawer.tsx';
import { isChosen, RANGES } from './ranges.ts';
import classes from './seeing.module.css';
import type { Seen } from './use-seen.ts';

/** Above the map: of which days and of whom the numbers are. */
export function SeeingBar({ seen, names, children }: { seen: Seen; names: Names; children?: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={classes.bar} role="group" aria-label={t('seeing.bar')}>
      <RangeChoice range={seen.range} onChange={seen.setRange} />
      <Button variant="default" size="xs" leftSection={<IconFilter size={14} aria-hidden />} onClick={() => setOpen(true)}>
        {t('seeing.whose')}
      </Button>
      {seen.criteria !== null && (
        <span className={classes.whose}>
          <CriteriaSentence objectId={names.objectId} criteria={seen.criteria} />
          <ActionIcon size="sm" aria-label={t('seeing.whose.clear')} onClick={() => seen.setCriteria(null)}>
            <IconX size={14} />
          </ActionIcon>
        </span>
      )}
      {children}
      {isOpen && (
        <CriteriaDrawer
          objectId={names.objectId}
          title={t('seeing.whose.title')}
          keep={t('seeing.whose.keep')}
          criteria={seen.criteria}
          onKeep={seen.setCriteria}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}

function RangeChoice({ range, onChange }: { range: string; onChange: (range: string) => void }) {
  const [from = '', to = ''] = isChosen(range) ? range.split('..') : [];
  const choices = [
    ...RANGES.map((one) => ({ value: one as string, label: t(`seeing.range.${one}`) })),
    { value: '..', label: t('seeing.range.days') },
  ];
  return (
    <>
      <Select
        size="xs"
        w={168}
        aria-label={t('seeing.range')}
        data={choices}
        value={isChosen(range) ? '..' : range}
        onChange={(next) => onChange(next ?? 'ever')}
        allowDeselect={false}
      />
      {isChosen(range) && (
        <>
          <TextInput
            size="xs"
            type="date"
            aria-label={t('seeing.range.from')}
            value={from}
            max={to || undefined}
            onChange={(event) => onChange(`${event.currentTarget.value}..${to}`)}
          />
          <TextInput
            size="xs"
            type="date"
            aria-label={t('seeing.range.to')}
            value={to}
            min={from || undefined}
            onChange={(event) => onChange(`${from}..${event.currentTarget.value}`)}
          />
        </>
      )}
    </>
  );
}
