import { useState } from 'react';
import { t } from '../app/messages/t.ts';
import { showProblem } from '../ui/notice.ts';
import classes from './roles.module.css';
import type { Role } from './settings-data.ts';

interface RoleTreeProps {
  roles: readonly Role[];
  chosenId: number;
  onChoose: (id: number) => void;
  onMove: (id: number, managerRoleId: number) => Promise<void>;
}

/** Who answers to whom: people see the records of those below them. A role is dragged onto the one it shall answer to, or set in its form. */
export function RoleTree({ roles, chosenId, onChoose, onMove }: RoleTreeProps) {
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const below = (managerId: number | null): Role[] => roles.filter((role) => role.managerRoleId === managerId);

  const drop = (target: Role): void => {
    setOver(null);
    if (dragged !== null && dragged !== target.id) onMove(dragged, target.id).catch(showProblem);
    setDragged(null);
  };

  const branch = (managerId: number | null) => (
    <ul className={classes.branch}>
      {below(managerId).map((role) => (
        <li key={role.id}>
          <button
            type="button"
            className={classes.role}
            data-chosen={role.id === chosenId || undefined}
            data-over={(over === role.id && dragged !== role.id) || undefined}
            aria-pressed={role.id === chosenId}
            draggable={!role.isOwner}
            onClick={() => onChoose(role.id)}
            onDragStart={() => setDragged(role.id)}
            onDragEnd={() => setOver(null)}
            onDragOver={(event) => {
              event.preventDefault();
              setOver(role.id);
            }}
            onDrop={() => drop(role)}
          >
            <span>{role.name}</span>
            <span className={classes.count}>{t('accounts.roles.users', { count: role.userCount })}</span>
          </button>
          {below(role.id).length > 0 && branch(role.id)}
        </li>
      ))}
    </ul>
  );

  return (
    <nav className={classes.tree} aria-label={t('accounts.roles.tree')}>
      {branch(null)}
      <p className="quiet">{t('accounts.roles.tree.sentence')}</p>
    </nav>
  );
}
