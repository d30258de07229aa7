import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Answered } from '../../components/ListState';
import { address } from '../../components/navigation';
import { Facts, Panel, Part } from '../../components/Page';
import type { RoleId, RoleUse } from '../../ipc/bindings';
import { useAdministersAll, useStart } from '../../ipc/queries';
import styles from './Roles.module.css';
import { type RoleAsking, meaningOf, roleUses } from './roleUses';

interface Props {
  id: RoleId;
  focus: number;
  onClose: () => void;
  onAsk: (asking: RoleAsking) => void;
}

/** One role: what it means, who may give it, and in which groups how many have it. */
export function RolePanel({ id, focus, onClose, onAsk }: Props) {
  const { t } = useTranslation();
  const uses = useQuery(roleUses);
  const use = uses.data?.find((each) => each.role.id === id);
  return (
    <Panel
      title={use?.role.name ?? (uses.data === undefined ? t('roles.name') : t('roles.gone'))}
      focus={focus}
      onClose={onClose}
    >
      <Answered query={uses} rows={6}>
        {() => (use === undefined ? <p>{t('roles.gone_text')}</p> : <Details use={use} onAsk={onAsk} />)}
      </Answered>
    </Panel>
  );
}

function Details({ use, onAsk }: { use: RoleUse; onAsk: Props['onAsk'] }) {
  const { t } = useTranslation();
  const everything = useAdministersAll();
  const account = useStart().data?.workspace?.account ?? '';
  const meaning = meaningOf(t, use.role);
  const role = use.role.id;
  return (
    <>
      <p className={meaning === null ? styles.faint : styles.meaning}>{meaning ?? t('roles.no_meaning')}</p>
      {use.built_in ? <p className={styles.faint}>{t('roles.built_in')}</p> : null}
      <Facts
        facts={[
          [t('roles.given_by'), t(`roles.givers.${use.role.given_by}`)],
          [
            t('roles.members'),
            <a key="members" href={address('users', { role, show: 'active' })}>
              {t('roles.users', { count: use.members })}
            </a>,
          ],
          [
            t('roles.invited'),
            <a key="invited" href={address('users', { role, show: 'pending,expiring,expired' })}>
              {t('roles.users', { count: use.invited })}
            </a>,
          ],
        ]}
      />
      {everything ? (
        <div className={styles.acts}>
          <Button small onPress={() => onAsk({ about: 'change', use })}>
            {t('roles.change')}
          </Button>
          {use.built_in ? null : (
            <Button small onPress={() => onAsk({ about: 'remove', use })}>
              {t('roles.remove')}
            </Button>
          )}
        </div>
      ) : null}
      <Part title={t('roles.where')}>
        {use.places.length === 0 ? <p className={styles.faint}>{t('roles.nowhere')}</p> : null}
        <ul className={styles.places}>
          {use.places.map((place) => (
            <li key={place.group}>
              <a href={address('users', { role, group: place.group, subgroups: 'no' })}>
                {place.path === '/' ? t('users.root', { account }) : place.path}
              </a>
              <span className={styles.faint}>
                {place.invited === 0
                  ? t('roles.place', { count: place.members })
                  : t('roles.place_invited', { count: place.members, invited: place.invited })}
              </span>
            </li>
          ))}
        </ul>
      </Part>
    </>
  );
}
