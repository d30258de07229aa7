import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Keyboard,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
  Text,
} from 'react-aria-components';
import { type Command, useCommands } from '../../components/commands';
import { Icon } from '../../components/Icon';
import { folded } from '../../components/folded';
import { keyWords } from '../../components/keyWords';
import { address, navigate } from '../../components/navigation';
import { useUserLists } from '../../features/users/useUserLists';
import { commands } from '../../ipc/bindings';
import { unwrap } from '../../ipc/failure';
import { everybody, useGroups, useStart } from '../../ipc/queries';
import styles from './Palette.module.css';

/** So many people and groups are offered: whoever wants more of them searches in their list. */
const MOST = 6;

/** Everything that can be done and gone to, by typing a part of its words. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [from] = useState(() => document.activeElement);
  const sections = useSections(text);
  const act = (id: React.Key) => {
    const chosen = sections.flatMap((section) => section.entries).find((entry) => entry.id === id);
    // Gone before anything else opens, so that what opens gives the focus back to where it was before.
    flushSync(onClose);
    if (from instanceof HTMLElement) from.focus();
    chosen?.act();
  };
  return (
    <ModalOverlay className={styles.veil ?? ''} isOpen isDismissable onOpenChange={(open) => (open ? null : onClose())}>
      <Modal className={styles.modal ?? ''}>
        <Dialog className={styles.dialog ?? ''} aria-label={t('palette.title')}>
          <Autocomplete inputValue={text} onInputChange={setText}>
            <SearchField
              aria-label={t('palette.label')}
              autoFocus
              className={styles.search ?? ''}
              // Whoever wants other words writes over these: there is nothing behind them to come back to.
              onKeyDown={({ key }) => (key === 'Escape' ? onClose() : null)}
            >
              <Icon name="search" />
              <Input className={styles.input ?? ''} placeholder={t('palette.label')} />
            </SearchField>
            {/* The entries never have the focus themselves: so that what is long can be scrolled by keyboard, this has. */}
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
            <div className={styles.scroll} role="group" aria-label={t('palette.found')} tabIndex={0}>
              <Menu
                className={styles.menu ?? ''}
                aria-label={t('palette.found')}
                onAction={act}
                renderEmptyState={() => <p className={styles.empty}>{t('palette.nothing')}</p>}
              >
                {sections.map((section) => (
                  <MenuSection key={section.id}>
                    <Header className={styles.title}>{section.title}</Header>
                    {section.entries.map((entry) => (
                      <MenuItem key={entry.id} id={entry.id} textValue={entry.words} className={styles.item ?? ''}>
                        <Text slot="label" className={styles.words ?? ''}>
                          {entry.words}
                        </Text>
                        {entry.hint === undefined ? null : (
                          // Read out, but no part of what the entry is called.
                          <Text slot="description" className={styles.hint ?? ''} data-words={entry.hint}>
                            <span className="visually-hidden">{entry.hint}</span>
                          </Text>
                        )}
                        {entry.keys === undefined ? null : (
                          // The same of these.
                          <Keyboard className={styles.keys ?? ''} data-keys={keyWords(entry.keys)}>
                            <span className="visually-hidden">{t('shortcut', { key: keyWords(entry.keys) })}</span>
                          </Keyboard>
                        )}
                      </MenuItem>
                    ))}
                  </MenuSection>
                ))}
              </Menu>
            </div>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

interface Entry extends Command {
  hint?: string;
}

interface Section {
  id: string;
  title: string;
  entries: Entry[];
}

/** What fits the words: what can be done, first with what is ticked, then people and groups. */
function useSections(text: string): Section[] {
  const { t } = useTranslation();
  const account = useStart().data?.workspace?.account ?? '';
  const words = folded(text).split(/\s+/).filter(Boolean);
  const fits = (name: string) => words.every((word) => folded(name).includes(word));
  const acts = useCommands().filter((command) => fits(command.words));
  const ticked = acts
    .filter((command) => command.ticked !== undefined)
    .toSorted((a, b) => (a.ticked ?? 0) - (b.ticked ?? 0));
  const search = text.trim();
  const wanted = search.length >= 2;
  const people =
    useQuery({
      queryKey: ['users', 'palette', search],
      queryFn: () => unwrap(commands.listUsers({ ...everybody, search, limit: MOST })),
      enabled: wanted,
      placeholderData: keepPreviousData,
    }).data?.users ?? [];
  const groups = (useGroups().data ?? []).filter((group) => fits(group.path === '/' ? account : group.path));
  const lists = useUserLists()
    .map((list) => ({ ...list, words: t('palette.list', { list: list.words }) }))
    .filter((list) => fits(list.words));
  const sections: Section[] = [
    { id: 'ticked', title: t('palette.ticked'), entries: ticked },
    { id: 'acts', title: t('palette.acts'), entries: acts.filter((command) => command.ticked === undefined) },
    {
      id: 'lists',
      title: t('palette.lists'),
      entries: !wanted
        ? []
        : lists.map(({ id, words: list, place }) => ({ id, words: list, act: () => navigate(place) })),
    },
    {
      id: 'people',
      title: t('palette.people'),
      entries: !wanted
        ? []
        : people.map((user) => ({
            id: `user-${user.id}`,
            words: user.name ?? user.address,
            hint: user.name === null ? t(`status.${user.status}`) : user.address,
            act: () => navigate(address(`users/${user.id}`)),
          })),
    },
    {
      id: 'groups',
      title: t('palette.groups'),
      entries: !wanted
        ? []
        : groups.slice(0, MOST).map((group) => ({
            id: `group-${group.id}`,
            words: group.path === '/' ? account : group.path,
            hint: t('palette.group_users', { count: group.users_within }),
            act: () => navigate(address(`groups/${group.id}`)),
          })),
    },
  ];
  return sections.filter((section) => section.entries.length > 0);
}
