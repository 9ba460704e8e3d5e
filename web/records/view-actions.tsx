import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { later } from '../app/later.tsx';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useApi, useRefresh } from '../app/session.ts';
import { useSetSearch } from '../app/url.ts';
import type { Column } from '../ui/data-table/types.ts';
import { showDone, showProblem } from '../ui/notice.ts';
import type { ListedRecord } from './list-data.ts';
import { addressOf, isChanged, type ListAddress, settingsOf } from './list-state.ts';
import classes from './list.module.css';
import { type View, viewCalls } from './views-data.ts';

const ViewForm = later(async () => (await import('./view-form.tsx')).ViewForm);
const DeleteView = later(async () => (await import('./delete-view.tsx')).DeleteView);

interface ViewActionsProps {
  object: ObjectType;
  columns: readonly Column<ListedRecord>[];
  address: ListAddress;
  view: View | undefined;
}

/** What can be done with how the list is looked at: keep it as a view, save or take back what changed, and what concerns the view itself. */
export function ViewActions({ object, columns, address, view }: ViewActionsProps) {
  const calls = viewCalls(useApi());
  const refresh = useRefresh();
  const setSearch = useSetSearch();
  const [form, setForm] = useState<'new' | 'change' | 'delete' | null>(null);
  const changed = view !== undefined && isChanged(address, view);
  const isAdapted = view === undefined && ['columns', 'sort', 'criteria', 'q', 'foot'].some((part) => address[part as keyof ListAddress]);

  const save = (): void => {
    if (!view) return;
    const settings = settingsOf(address, columns);
    calls
      .update(view, { settings })
      .then(async () => {
        await refresh('views', object.id);
        setSearch(addressOf(settings, view.id) as Record<string, string | undefined>);
        showDone(t('lists.view.saved', { view: view.name }));
      })
      .catch(showProblem);
  };

  return (
    <div className={classes.changes}>
      {view?.problem && <span role="status">{view.problem}</span>}
      {changed && (
        <>
          <span className="quiet">{t('lists.view.changed')}</span>
          {view.mayChange && (
            <Button variant="light" size="compact-sm" onClick={save}>
              {t('lists.view.save')}
            </Button>
          )}
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => setSearch(addressOf(view.settings, view.id) as Record<string, string | undefined>)}
          >
            {t('lists.view.reset')}
          </Button>
        </>
      )}
      {(changed || isAdapted) && (
        <Button variant="subtle" size="compact-sm" onClick={() => setForm('new')}>
          {t(view ? 'lists.view.saveAs' : 'lists.view.keep')}
        </Button>
      )}
      {view && <ViewMenu object={object} view={view} onForm={setForm} />}
      {(form === 'new' || form === 'change') && (
        <ViewForm
          object={object}
          view={form === 'change' ? view : undefined}
          settings={() => settingsOf(address, columns)}
          onClose={() => setForm(null)}
        />
      )}
      {form === 'delete' && view && <DeleteView object={object} view={view} onClose={() => setForm(null)} />}
    </div>
  );
}

interface ViewMenuProps {
  object: ObjectType;
  view: View;
  onForm: (form: 'new' | 'change' | 'delete') => void;
}

function ViewMenu({ object, view, onForm }: ViewMenuProps) {
  const calls = viewCalls(useApi());
  const refresh = useRefresh();
  const begin = (): void => {
    calls
      .begin(object.id, view.isDefault ? null : view.id)
      .then(() => refresh('views', object.id))
      .catch(showProblem);
  };
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon size="sm" aria-label={t('lists.view.actions', { view: view.name })}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {view.mayChange && <Menu.Item onClick={() => onForm('change')}>{t('lists.view.change')}</Menu.Item>}
        <Menu.Item onClick={() => onForm('new')}>{t('lists.view.duplicate')}</Menu.Item>
        <Menu.Item onClick={begin}>{t(view.isDefault ? 'lists.view.begin.not' : 'lists.view.begin')}</Menu.Item>
        {view.mayChange && (
          <Menu.Item c="bad" onClick={() => onForm('delete')}>
            {t('lists.view.delete')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
