import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { keyWords } from '../../components/keyWords';
import { pageKeys } from './useAppCommands';
import styles from './Shortcuts.module.css';

/** What is pressed where; the words of each are in the catalogue. */
const places = [
  {
    place: 'everywhere',
    keys: { palette: 'mod k', search: '/', invite: 'n', undo: 'mod z', message: 'F6', help: '?', back: 'Alt ←' },
  },
  { place: 'look', keys: { larger: 'mod +', smaller: 'mod −', usual: 'mod 0' } },
  {
    place: 'lists',
    keys: {
      move: '↑ ↓',
      ends: 'Home End',
      cells: '← →',
      open: 'Enter',
      close: 'Esc',
      tick: 'Space',
      stretch: 'Shift ↓',
      all: 'mod a',
      menu: 'Shift F10',
    },
  },
  { place: 'requests', keys: { approve: 'a', deny: 'd' } },
  { place: 'tree', keys: { fold: '← →', rename: 'F2', remove: 'Delete' } },
] as const;

/** A page that lists the keys. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const pages = Object.entries(pageKeys) as [keyof typeof pageKeys, string][];
  return (
    <Dialog
      title={t('shortcuts.title')}
      onClose={onClose}
      size="medium"
      actions={
        <Button kind="primary" onPress={onClose} autoFocus>
          {t('shortcuts.close')}
        </Button>
      }
    >
      <div className={styles.places}>
        {places.map(({ place, keys }) => (
          <List
            key={place}
            title={t(`shortcuts.${place}.title`)}
            entries={Object.entries(keys).map(([what, key]) => [
              t(`shortcuts.${place}.${what}` as 'shortcuts.everywhere.palette'),
              key,
            ])}
          />
        ))}
        <List
          title={t('shortcuts.pages')}
          entries={pages.map(([page, letter]) => [t(`shell.${page}`), `g ${letter}`])}
        />
      </div>
    </Dialog>
  );
}

function List({ title, entries }: { title: string; entries: [words: string, keys: string][] }) {
  return (
    <section className={styles.place}>
      <h3 className={styles.title}>{title}</h3>
      <dl>
        {entries.map(([words, keys]) => (
          <div key={words} className={styles.entry}>
            <dt>{words}</dt>
            <dd>
              <kbd className={styles.keys}>{keyWords(keys)}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
