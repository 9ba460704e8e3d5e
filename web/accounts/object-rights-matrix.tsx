import { ActionIcon, Anchor, Checkbox, Menu, NativeSelect, Table } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { Rights } from '../../src/accounts/schema.ts';
import { t } from '../app/messages/t.ts';
import { ActionsHead } from '../ui/actions-head.tsx';
import { useObjects } from '../app/session.ts';
import classes from './roles.module.css';
import { SectionRights } from './section-rights.tsx';

type ObjectRights = Rights['otherObjects'];

interface MatrixProps {
  rights: Rights;
  onChange: (rights: Rights) => void;
  isFixed: boolean;
}

const SCOPES = ['none', 'own', 'team', 'all'] as const;
const REACHES = ['view', 'edit', 'delete'] as const;
const SWITCHES = ['create', 'export', 'bulk'] as const;

/** What may be done with the records of every object: one row for all, and one for each object that differs. */
export function ObjectRightsMatrix({ rights, onChange, isFixed }: MatrixProps) {
  const objects = useObjects();
  const named = objects.filter((object) => rights.objects[String(object.id)]);
  const unnamed = objects.filter((object) => !rights.objects[String(object.id)]);
  const setObject = (id: number, next: ObjectRights | null): void => {
    const { [String(id)]: _gone, ...rest } = rights.objects;
    onChange({ ...rights, objects: next ? { ...rest, [String(id)]: next } : rest });
  };
  return (
    <>
      <Table.ScrollContainer minWidth={640}>
        <table className={classes.matrix}>
          <thead>
            <tr>
              <th scope="col">{t('accounts.roles.object')}</th>
              {[...REACHES, ...SWITCHES].map((right) => (
                <th key={right} scope="col">
                  {t(`accounts.objectRight.${right}`)}
                </th>
              ))}
              <ActionsHead />
            </tr>
          </thead>
          <tbody>
            <MatrixRow
              label={t('accounts.roles.everyObject')}
              rights={rights.otherObjects}
              isFixed={isFixed}
              onChange={(otherObjects) => onChange({ ...rights, otherObjects })}
            />
            {named.map((object) => (
              <MatrixRow
                key={object.id}
                label={object.plural}
                objectId={object.id}
                rights={rights.objects[String(object.id)]!}
                isFixed={isFixed}
                onChange={(next) => setObject(object.id, next)}
                onRemove={() => setObject(object.id, null)}
              />
            ))}
          </tbody>
        </table>
      </Table.ScrollContainer>
      {!isFixed && unnamed.length > 0 && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Anchor component="button" type="button" size="sm" mt="sm">
              <IconPlus size={14} aria-hidden="true" /> {t('accounts.roles.exceptFor')}
            </Anchor>
          </Menu.Target>
          <Menu.Dropdown>
            {unnamed.map((object) => (
              <Menu.Item key={object.id} onClick={() => setObject(object.id, rights.otherObjects)}>
                {object.plural}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}

interface MatrixRowProps {
  label: string;
  objectId?: number;
  rights: ObjectRights;
  isFixed: boolean;
  onChange: (rights: ObjectRights) => void;
  onRemove?: () => void;
}

function MatrixRow({ label, objectId, rights, isFixed, onChange, onRemove }: MatrixRowProps) {
  return (
    <tr>
      <th scope="row">
        {label}
        {objectId !== undefined && <SectionRights objectId={objectId} rights={rights} onChange={onChange} />}
      </th>
      {REACHES.map((right) => (
        <td key={right}>
          <NativeSelect
            size="xs"
            aria-label={`${label}: ${t(`accounts.objectRight.${right}`)}`}
            disabled={isFixed}
            value={rights[right]}
            data={SCOPES.map((scope) => ({ value: scope, label: t(`accounts.scope.${scope}`) }))}
            onChange={(event) => onChange({ ...rights, [right]: event.currentTarget.value })}
          />
        </td>
      ))}
      {SWITCHES.map((right) => (
        <td key={right}>
          <Checkbox
            aria-label={`${label}: ${t(`accounts.objectRight.${right}`)}`}
            disabled={isFixed}
            checked={rights[right]}
            onChange={(event) => onChange({ ...rights, [right]: event.currentTarget.checked })}
          />
        </td>
      ))}
      <td>
        {onRemove && !isFixed && (
          <ActionIcon size="sm" aria-label={t('accounts.roles.asEvery', { object: label })} onClick={onRemove}>
            <IconX size={15} />
          </ActionIcon>
        )}
      </td>
    </tr>
  );
}
