import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Answered, Note } from '../../components/ListState';
import { address } from '../../components/navigation';
import { Facts, Panel, Part } from '../../components/Page';
import { formatNumber } from '../../components/time';
import type { GroupId, GroupView } from '../../ipc/bindings';
import { useGroups } from '../../ipc/queries';
import { AddWithin } from './AddWithin';
import { Administrators } from './Administrators';
import type { GroupAsking } from './GroupDialogs';
import styles from './Groups.module.css';
import { groupsAbove, isRoot, isWhole, lastName } from './groupNodes';
import { useGroupWords } from './useGroupActs';

interface Props {
  id: GroupId;
  focus: number;
  onClose: () => void;
  onAsk: (asking: GroupAsking) => void;
}

/** One group: where it is, who is in it, who administers it, and what can be done with it. */
export function GroupPanel({ id, focus, onClose, onAsk }: Props) {
  const { t } = useTranslation();
  const groups = useGroups();
  const words = useGroupWords();
  const group = groups.data?.find((each) => each.id === id);
  const missing = groups.data === undefined ? t('groups.group') : t('groups.gone');
  const title = group === undefined ? missing : isRoot(group) ? words(group) : lastName(group.path);
  return (
    <Panel title={title} focus={focus} onClose={onClose}>
      <Answered query={groups} rows={6}>
        {(all) =>
          group === undefined ? <p>{t('groups.gone_text')}</p> : <Details group={group} groups={all} onAsk={onAsk} />
        }
      </Answered>
    </Panel>
  );
}

/** So many groups in one are listed; the tree has them all. */
const MOST = 12;

function Details({ group, groups, onAsk }: { group: GroupView; groups: GroupView[]; onAsk: Props['onAsk'] }) {
  const { t } = useTranslation();
  const words = useGroupWords();
  const above = groupsAbove(group, new Map(groups.map((each) => [each.id, each])));
  const inside = groups.filter((each) => each.parent === group.id);
  const users = (count: number, deep: boolean) => (
    <a href={address('users', { group: group.id, subgroups: deep ? null : 'no' })}>
      {t('groups.users_count', { count })}
    </a>
  );
  return (
    <>
      <Trail group={group} above={above.toReversed()} />
      <Facts
        facts={[
          [t('groups.users'), users(group.users, false)],
          [t('groups.in_or_below'), users(group.users_within, true)],
        ]}
      />
      <Acts group={group} groups={groups} onAsk={onAsk} />
      <Part title={t('groups.administrators')}>
        <Administrators group={group} above={above} />
      </Part>
      <Part title={t('groups.inside', { count: inside.length })}>
        <ul className={styles.inside}>
          {inside.slice(0, MOST).map((each) => (
            <li key={each.id}>
              <a href={address(`groups/${each.id}`)}>{lastName(each.path)}</a>
              <span className={styles.faint}>{formatNumber(each.users_within)}</span>
            </li>
          ))}
        </ul>
        {inside.length > MOST ? (
          <p className={styles.faint}>{t('groups.inside_more', { count: inside.length - MOST })}</p>
        ) : null}
        <AddWithin key={group.id} group={group} label={t('groups.add_in', { group: words(group) })} />
      </Part>
    </>
  );
}

/** The way to a group: each one above it leads to its own panel. */
function Trail({ group, above }: { group: GroupView; above: GroupView[] }) {
  const { t } = useTranslation();
  const words = useGroupWords();
  if (isRoot(group)) return <p className={styles.faint}>{t('groups.root_text')}</p>;
  const [first] = above;
  return (
    <p className={styles.trail}>
      {above.map((each) => (
        <span key={each.id}>
          <a href={address(`groups/${each.id}`)}>
            {each === first || isRoot(each) ? words(each) : lastName(each.path)}
          </a>
          {' / '}
        </span>
      ))}
      <span>{first === undefined ? group.path : lastName(group.path)}</span>
    </p>
  );
}

function Acts({ group, groups, onAsk }: { group: GroupView; groups: GroupView[]; onAsk: Props['onAsk'] }) {
  const { t } = useTranslation();
  if (isRoot(group)) return null;
  const act = (about: 'rename' | 'move' | 'merge' | 'remove') => (
    <Button small onPress={() => onAsk({ about, group })}>
      {t(`groups.${about}`)}
    </Button>
  );
  return (
    <div className={styles.acts}>
      {act('rename')}
      {isWhole(group, groups) ? (
        <>
          {act('move')}
          {act('merge')}
          {act('remove')}
        </>
      ) : (
        <Note tone="info">{t('groups.needs_above', { path: group.path })}</Note>
      )}
    </div>
  );
}
