import { Anchor, List } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { t, tFrom } from '../../app/messages/t.ts';
import { usePath } from '../../app/url.ts';
import type { FieldUse } from './structure-data.ts';

/** What uses a field or an option, each to be looked at. */
export function UsesList({ uses, title }: { uses: readonly FieldUse[]; title: string }) {
  const path = usePath();
  if (uses.length === 0) return null;
  return (
    <div>
      <p style={{ margin: 0 }}>{title}</p>
      <List size="sm" mt={4}>
        {uses.map((use) => (
          <List.Item key={`${use.kind}/${use.place}/${use.name}`}>
            {tFrom(`uses.${use.kind}`, {}, t('structure.uses.other'))}{' '}
            {use.place ? (
              <Anchor component={Link} to={path(use.place)} target="_blank">
                {use.name}
              </Anchor>
            ) : (
              use.name
            )}
          </List.Item>
        ))}
      </List>
    </div>
  );
}
