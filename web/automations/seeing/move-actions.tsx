import { Button, Select } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../app/messages/t.ts';
import { useApi, useRefresh } from '../../app/session.ts';
import { showDone, showProblem } from '../../ui/notice.ts';
import type { PeopleDrawerProps } from '../people-drawer.tsx';
import { seeingCalls } from './seeing-data.ts';
import classes from './seeing.module.css';

interface MoveActionsProps extends PeopleDrawerProps {
  state: 'standing' | 'failed';
  chosen: readonly number[];
  /** Whether only some of those who stand here are listed: "all" then means those that are shown. */
  isNarrowed: boolean;
  shown: readonly number[];
  onMoved: () => void;
}

/** Under the list: lets those who are chosen, or all, try again, go to another step, or leave the path. */
export function MoveActions({ automation, stepId, state, sentenceOf, chosen, isNarrowed, shown, onMoved }: MoveActionsProps) {
  const calls = seeingCalls(useApi());
  const refresh = useRefresh();
  const [to, setTo] = useState<string | null>(null);
  const recordIds = chosen.length > 0 ? chosen : isNarrowed ? shown : undefined;
  const whom = recordIds ? { recordIds: [...new Set(recordIds)] } : { all: state };
  const move = useMutation({
    mutationFn: (where: number | 'end' | 'again') => calls.move(automation.id, stepId, whom, where),
    onSuccess: ({ moved, goesOn }, where) => {
      showDone(
        goesOn
          ? t('seeing.move.goesOn', { count: moved })
          : t(where === 'again' ? 'seeing.move.retried' : 'seeing.move.done', { count: moved }),
      );
      setTo(null);
      onMoved();
      void refresh('automation');
    },
    onError: showProblem,
  });
  const whomKey = chosen.length > 0 ? 'chosen' : isNarrowed ? 'shown' : (`all.${state}` as const);
  const count = recordIds?.length ?? 0;
  const others = (automation.published?.steps ?? []).filter(({ id }) => id !== stepId);
  return (
    <div className={classes.foot}>
      <span className={classes.note} role="status">
        {t(`seeing.move.${whomKey}`, { count })}
      </span>
      {state === 'failed' && (
        <Button size="xs" loading={move.isPending && move.variables === 'again'} onClick={() => move.mutate('again')}>
          {t('seeing.move.again')}
        </Button>
      )}
      <Select
        size="xs"
        w={230}
        searchable
        aria-label={t('seeing.move.to')}
        placeholder={t('seeing.move.to')}
        nothingFoundMessage={t('seeing.move.noStep')}
        data={[
          ...others.map(({ id }) => ({ value: String(id), label: `${sentenceOf(id)} (${id})` })),
          { value: 'end', label: t('seeing.move.end') },
        ]}
        value={to}
        onChange={setTo}
      />
      {to !== null && (
        <Button
          size="xs"
          variant="default"
          loading={move.isPending && move.variables !== 'again'}
          onClick={() => move.mutate(to === 'end' ? 'end' : Number(to))}
        >
          {t('seeing.move')}
        </Button>
      )}
    </div>
  );
}
