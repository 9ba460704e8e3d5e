import { Button, Checkbox, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { t } from '../../app/messages/t.ts';
import { areaLabel, extraLabel, groupsOf, type Level, levelOf, withLevel } from './scope-words.ts';
import classes from './keys.module.css';

interface ScopeChoiceProps {
  offered: readonly string[];
  value: readonly string[];
  onChange: (scopes: string[]) => void;
  error?: React.ReactNode;
}

/** Chooses what a key may do, area by area: nothing, read, or read and change. */
export function ScopeChoice({ offered, value, onChange, error }: ScopeChoiceProps) {
  const reads = offered.filter((scope) => scope.endsWith(':read'));
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="xs">
        {error ? (
          // Whoever sends the form stands at its foot: the focus is led up here.
          <Text size="sm" c="bad" role="alert" data-error="true" tabIndex={-1}>
            {error}
          </Text>
        ) : (
          <Text size="sm" c="dimmed">
            {t('keys.scopes.count', { count: value.length })}
          </Text>
        )}
        <Group gap={4}>
          <Button variant="subtle" size="compact-sm" onClick={() => onChange(reads)}>
            {t('keys.scopes.allRead')}
          </Button>
          <Button variant="subtle" size="compact-sm" onClick={() => onChange([])}>
            {t('keys.scopes.none')}
          </Button>
        </Group>
      </Group>
      {groupsOf(offered).map(({ label, areas, extras }) => (
        <fieldset key={label} className={classes.group}>
          <legend>{label}</legend>
          {areas.map(({ name, canWrite }) => (
            <div key={name} className={classes.area}>
              <span id={`scope-${name}`}>{areaLabel(name)}</span>
              <SegmentedControl
                size="xs"
                {...(levelOf(value, name) === 'none' ? {} : { color: 'sea' })}
                aria-labelledby={`scope-${name}`}
                data={LEVELS.filter((level) => canWrite || level !== 'write').map((level) => ({
                  value: level,
                  label: t(`keys.level.${level}`),
                }))}
                value={levelOf(value, name)}
                onChange={(level) => onChange(withLevel(value, name, level as Level))}
              />
            </div>
          ))}
          {extras.map((scope) => (
            <Checkbox
              key={scope}
              className={classes.extra}
              label={extraLabel(scope)}
              checked={value.includes(scope)}
              onChange={(event) => onChange(event.currentTarget.checked ? [...value, scope] : value.filter((one) => one !== scope))}
            />
          ))}
        </fieldset>
      ))}
    </Stack>
  );
}

const LEVELS: readonly Level[] = ['none', 'read', 'write'];
