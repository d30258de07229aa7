import { useQuery } from '@tanstack/react-query';
import { useId, useMemo, useState } from 'react';
import { Button, DialogTrigger, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import choice from '../../components/Choice.module.css';
import { folded } from '../../components/folded';
import { Icon } from '../../components/Icon';
import { Answered } from '../../components/ListState';
import { Search } from '../../components/Search';
import { type ActorView, type UserId, commands } from '../../ipc/bindings';
import { unwrap } from '../../ipc/failure';
import styles from './Activity.module.css';

interface Props {
  value: UserId | null;
  onChange: (by: UserId | null) => void;
}

/** So many are listed; of more, a part of the name is asked for. */
const MOST = 100;
const ANY = 0;

/** Who did it: everybody who ever did something, to be searched. */
export function ActorFilter({ value, onChange }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [open, setOpen] = useState(false);
  const actors = useQuery({
    queryKey: ['activity', 'actors'],
    queryFn: () => unwrap(commands.listActors()),
    enabled: open || value !== null,
  });
  const name = actors.data?.find((actor) => actor.id === value)?.name;
  return (
    <div className={`${choice.select} ${choice.inline}`}>
      <DialogTrigger isOpen={open} onOpenChange={setOpen}>
        <Button className={choice.trigger ?? ''} aria-labelledby={`${id}-label ${id}-value`}>
          <span className={choice.prefix} id={`${id}-label`}>
            {t('activity.by')}
          </span>{' '}
          <span className={choice.value} id={`${id}-value`}>
            {value === null ? t('activity.anybody') : (name ?? t('activity.somebody'))}
          </span>
          <Icon name="chevron" size={14} />
        </Button>
        <Popover
          className={`${choice.popover} ${styles.popover}`}
          offset={4}
          placement="bottom start"
          aria-label={t('activity.by')}
        >
          <div className={styles.dialog}>
            <Answered query={actors} rows={4}>
              {(all) => (
                <Actors
                  all={all}
                  value={value}
                  onChange={(by) => {
                    onChange(by);
                    setOpen(false);
                  }}
                />
              )}
            </Answered>
          </div>
        </Popover>
      </DialogTrigger>
    </div>
  );
}

function Actors({ all, value, onChange }: Props & { all: ActorView[] }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const found = useMemo(() => {
    const words = folded(search).split(/\s+/).filter(Boolean);
    return all.filter((actor) => words.every((word) => folded(actor.name).includes(word)));
  }, [all, search]);
  return (
    <>
      <Search inDialog autoFocus label={t('activity.find_actor')} value={search} onChange={setSearch} />
      <ListBox
        className={`${choice.list} ${styles.actors}`}
        aria-label={t('activity.by')}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[value ?? ANY]}
        onSelectionChange={(keys) => {
          const [key] = keys;
          if (key !== undefined) onChange(key === ANY ? null : Number(key));
        }}
        renderEmptyState={() => <p className={styles.faint}>{t('activity.no_actor')}</p>}
        items={[...(search.trim() === '' ? [{ id: ANY, name: t('activity.anybody') }] : []), ...found.slice(0, MOST)]}
      >
        {(actor) => (
          <ListBoxItem className={choice.option ?? ''} textValue={actor.name}>
            <span className={choice.tick} aria-hidden="true">
              {actor.id === (value ?? ANY) ? <Icon name="done" size={14} /> : null}
            </span>
            <span>{actor.name}</span>
          </ListBoxItem>
        )}
      </ListBox>
      {found.length > MOST ? <p className={styles.faint}>{t('activity.more_actors')}</p> : null}
    </>
  );
}
