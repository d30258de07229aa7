import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { TextField } from '../../components/Field';
import { FailureNote } from '../../components/ListState';
import { OutcomeDialog } from '../../components/OutcomeDialog';
import { formatNumber } from '../../components/time';
import { type BlockInput, type DenyInput, type RequestRow, commands } from '../../ipc/bindings';
import { asFailure, unwrap } from '../../ipc/failure';
import { BlockChoice } from './BlockChoice';
import styles from './Requests.module.css';
import { useDecide } from './useDecide';

interface Props {
  rows: RequestRow[];
  onClose: () => void;
  /** Something was decided. */
  onDone: () => void;
}

/** How long the words to somebody can be. */
const LONGEST = 1000;

/** Says no: with words if there are any, and by a block that no more comes from there. Deciding later is what Enter does. */
export function DenyDialog({ rows, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const [block, setBlock] = useState<BlockInput | null>(null);
  const count = rows.length;
  const who = count === 1 ? rows[0] : undefined;
  const long = [...words.trim()].length > LONGEST;
  const deny = useDecide({
    decide: (input: DenyInput) => unwrap(commands.denyRequests(input)),
    words: ({ done, blocked }) => {
      const denied = who === undefined ? t('deny.done', { count: done }) : t('deny.done_who', { who: who.name });
      if (blocked.length === 0) return denied;
      const what = blocked.length === 1 ? blocked[0] : undefined;
      return `${denied}. ${t('deny.done_blocked', { count: blocked.length, what })}`;
    },
    onDone: () => {
      onDone();
      onClose();
    },
  });
  const again = () => deny.mutate({ requests: rows.map((row) => row.id), words, block });
  if (deny.data !== undefined && deny.data.not_done.length > 0) {
    const { done, not_done } = deny.data;
    return (
      <OutcomeDialog
        title={done > 0 ? t('deny.done', { count: done }) : t('deny.none')}
        some={done > 0}
        reasons={not_done.map((each) => each.message)}
        onClose={() => {
          onDone();
          onClose();
        }}
      />
    );
  }
  const verb = block === null ? 'deny.do' : 'deny.do_block';
  return (
    <Dialog
      role="alertdialog"
      title={who === undefined ? t('deny.title', { count }) : t('deny.title_who', { who: who.name })}
      onClose={onClose}
      actions={
        <>
          <Button kind="danger" onPress={again} isPending={deny.isPending} isDisabled={long}>
            {who === undefined ? t(verb, { count }) : t(`${verb}_who`)}
          </Button>
          <Button autoFocus onPress={onClose}>
            {t('deny.not')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>{who === undefined ? t('deny.text', { count }) : t('deny.text_who', { address: who.address })}</p>
        <TextField
          label={t('deny.words')}
          hint={t('deny.words_hint', { count })}
          placeholder={t('deny.words_example')}
          lines={3}
          value={words}
          onChange={setWords}
          problem={long ? t('deny.words_long', { most: formatNumber(LONGEST) }) : undefined}
        />
        <BlockChoice rows={rows} value={block} onChange={setBlock} />
        {deny.error === null ? null : <FailureNote failure={asFailure(deny.error)} retry={again} />}
      </div>
    </Dialog>
  );
}
