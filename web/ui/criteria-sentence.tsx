import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../app/messages/t.ts';
import classes from './criteria-sentence.module.css';

interface SentenceGroupProps {
  /** Whether all of its parts must hold, or any one. */
  match: 'all' | 'any';
  isNegated?: boolean;
  onMatch: (match: 'all' | 'any') => void;
  onNegate?: (isNegated: boolean) => void;
  onRemove?: () => void;
  /** Parts: `SentencePart` and further `SentenceGroup`, in order. */
  children: ReactNode;
  onAdd: () => void;
  onAddGroup?: () => void;
  /** A warning that belongs here: the trap with negated alternatives. */
  warning?: ReactNode;
}

/** Criteria as people say them: "People for whom all of these are true: …". Groups stand indented, tied by their word. */
export function SentenceGroup(props: SentenceGroupProps) {
  const { match, isNegated = false } = props;
  return (
    <div className={classes.group} role="group" aria-label={t(`ui.criteria.${match}`)}>
      <div className={classes.lead}>
        <Menu position="bottom-start">
          <Menu.Target>
            <button type="button" className={classes.word}>
              {t(isNegated ? `ui.criteria.not.${match}` : `ui.criteria.${match}`)}
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {(['all', 'any'] as const).flatMap((one) => [
              <Menu.Item key={one} onClick={() => (props.onMatch(one), props.onNegate?.(false))}>
                {t(`ui.criteria.${one}`)}
              </Menu.Item>,
              props.onNegate && (
                <Menu.Item key={`not-${one}`} onClick={() => (props.onMatch(one), props.onNegate?.(true))}>
                  {t(`ui.criteria.not.${one}`)}
                </Menu.Item>
              ),
            ])}
          </Menu.Dropdown>
        </Menu>
        {props.onRemove && (
          <ActionIcon size="sm" aria-label={t('ui.criteria.removeGroup')} onClick={props.onRemove}>
            <IconX size={15} />
          </ActionIcon>
        )}
      </div>
      <div className={classes.parts} data-joint={t(match === 'all' ? 'ui.criteria.and' : 'ui.criteria.or')}>
        {props.children}
      </div>
      {props.warning}
      <div className={classes.adders}>
        <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={15} />} onClick={props.onAdd}>
          {t('ui.criteria.add')}
        </Button>
        {props.onAddGroup && (
          <Button variant="subtle" data-quiet size="compact-sm" leftSection={<IconPlus size={15} />} onClick={props.onAddGroup}>
            {t('ui.criteria.addGroup')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** One clause of the sentence: its words are inputs that look like words. */
export function SentencePart({ children, onRemove, problem }: { children: ReactNode; onRemove: () => void; problem?: string | undefined }) {
  return (
    <div className={classes.part} data-problem={problem ? true : undefined}>
      <div className={classes.clause}>{children}</div>
      <ActionIcon size="sm" aria-label={t('ui.criteria.remove')} onClick={onRemove}>
        <IconX size={15} />
      </ActionIcon>
      {problem && (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
