import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Assignment, UserDetails } from '../../ipc/bindings';
import { asFailure } from '../../ipc/failure';
import { useStart } from '../../ipc/queries';
import { Button } from '../Button';
import { ADMINISTRATOR } from '../invitation/grants';
import { FailureNote, Note } from '../ListState';
import styles from './Assignments.module.css';
import { GiveRoleDialog } from './GiveRoleDialog';
import { GiveUpDialog } from './GiveUpDialog';
import { HeldRole } from './HeldRole';
import { canHaveRoles, onlyUser } from './meant';
import { type Place, placesOf } from './places';
import { type Edit, useChangeOfOne } from './useChangeOfOne';
import { useGiving } from './useGiving';
import { useNames } from './useNames';

const ROOT = 1;

/** What a user may do, and where, as a part of the tree of groups. Each role is changed where it stands, at once. */
export function Assignments({ user }: { user: UserDetails }) {
  const { t } = useTranslation();
  const id = useId();
  const names = useNames();
  const { known, mayGive } = useGiving();
  const me = useStart().data?.workspace?.administrator?.id;
  const change = useChangeOfOne(user);
  const [adding, setAdding] = useState(false);
  const [givingUp, setGivingUp] = useState<{ edit: Edit; words: string; group: string } | null>(null);
  const editable = known && canHaveRoles(user);
  const active = user.status === 'active';

  /** Why a role cannot be changed or taken: the id of the words that say so. */
  const lockOf = ({ group, role }: Assignment) => {
    if (user.last_administrator && group === ROOT && role === ADMINISTRATOR) return `${id}-last`;
    return mayGive(role) ? null : `${id}-not-yours`;
  };
  const locks = new Set(editable ? user.assignments.map(lockOf) : []);
  const edit = (held: Assignment, what: Edit, words: string) => {
    if (active && held.role === ADMINISTRATOR && user.id === me)
      setGivingUp({ edit: what, words, group: names.path(held.group_path) });
    else change.mutate({ edit: what, words });
  };
  const roleOf = (held: Assignment, others: Assignment[]) => {
    const { group, role, role_name: was } = held;
    const where = names.path(held.group_path);
    if (!editable) return <span className={styles.role}>{was}</span>;
    return (
      <HeldRole
        where={where}
        held={held}
        beside={others.map((other) => other.role)}
        lock={lockOf(held)}
        onChange={(to) => {
          const words = t('held.changed', { group: where, from: was, to: names.role(to) });
          edit(held, { kind: 'replace', group, from: [role], to }, words);
        }}
        onTake={
          // An invitation to nothing is none: it is cancelled instead.
          active || user.assignments.length + user.elsewhere > 1
            ? () => edit(held, { kind: 'take', group, roles: [role] }, t('held.taken', { group: where, role: was }))
            : null
        }
      />
    );
  };
  const list = (places: Place[]) => (
    <ul>
      {places.map((place) => (
        <li key={place.path}>
          <div className={styles.line}>
            <span className={styles.name} title={names.path(place.path)}>
              {names.path(place.name)}
            </span>
            <span className={styles.held}>
              {place.held.map((held, at) => (
                // The same place with another role keeps the focus.
                // oxlint-disable-next-line react/no-array-index-key
                <span key={at} className={styles.one}>
                  {roleOf(
                    held,
                    place.held.filter((other) => other !== held),
                  )}
                </span>
              ))}
            </span>
          </div>
          {place.inside.length === 0 ? null : list(place.inside)}
        </li>
      ))}
    </ul>
  );

  return (
    <>
      {user.assignments.length + user.elsewhere === 0 ? <p className={styles.faint}>{t('held.none')}</p> : null}
      <div className={styles.tree}>{list(placesOf(user.assignments))}</div>
      {user.elsewhere === 0 ? null : <p className={styles.faint}>{t('held.elsewhere', { count: user.elsewhere })}</p>}
      {locks.has(`${id}-last`) ? (
        <p className={styles.under} id={`${id}-last`}>
          {t('held.last_administrator', { account: names.account })}
        </p>
      ) : null}
      {locks.has(`${id}-not-yours`) ? (
        <p className={styles.under} id={`${id}-not-yours`}>
          {t('held.not_yours')}
        </p>
      ) : null}
      {change.data?.done === 0 ? <Note tone="warn">{t('held.conflict')}</Note> : null}
      {change.error === null ? null : (
        <FailureNote failure={asFailure(change.error)} retry={() => change.mutate(change.variables)} />
      )}
      {editable ? (
        <div className={styles.add}>
          <Button small kind="quiet" icon="add" onPress={() => setAdding(true)}>
            {t('held.add')}
          </Button>
        </div>
      ) : null}
      {editable && !active ? <p className={styles.under}>{t('held.offered')}</p> : null}
      {adding ? <GiveRoleDialog meant={onlyUser(user)} onClose={() => setAdding(false)} /> : null}
      {givingUp === null ? null : (
        <GiveUpDialog
          group={givingUp.group}
          onGiveUp={() => change.mutate(givingUp)}
          onClose={() => setGivingUp(null)}
        />
      )}
    </>
  );
}
