import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { AddressLine } from '../../components/AddressLine';
import { Answered } from '../../components/ListState';
import { Panel, Part } from '../../components/Page';
import { StatusWord } from '../../components/Status';
import { type RequestId, type RequestRow, commands } from '../../ipc/bindings';
import { unwrap } from '../../ipc/failure';
import { Decide } from './Decide';
import { Decision } from './Decision';
import { RequestFacts } from './RequestFacts';
import styles from './Requests.module.css';
import { oneKey, requestAtHand, waits } from './decisions';
import type { RequestActs } from './useRequestActs';

interface Props {
  id: RequestId;
  focus: number;
  onClose: () => void;
  acts: Pick<RequestActs, 'decide' | 'pickedFor' | 'pick'>;
  /** It was decided, and what had the focus is gone. */
  onLost: () => void;
}

/** One request, to read and to decide. */
export function RequestPanel({ id, focus, onClose, acts, onLost }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const request = useQuery({
    queryKey: oneKey(id),
    queryFn: () => unwrap(commands.showRequest(id)),
    // Never another one: what is pressed is about the one that is read.
    placeholderData: () => requestAtHand(client, id),
  });
  const row = request.data;
  useDecided(row, onLost);
  return (
    <Panel title={row?.name ?? t('requests.gone')} focus={focus} onClose={onClose}>
      <Answered query={request} rows={6}>
        {(found) => <Details key={found.id} row={found} acts={acts} />}
      </Answered>
    </Panel>
  );
}

/** The buttons go with the decision, and with them the focus, if it was on one. */
function useDecided(row: RequestRow | undefined, onLost: () => void): void {
  const waited = useRef<RequestId | null>(null);
  const lost = useEffectEvent(onLost);
  useEffect(() => {
    if (row === undefined) return;
    if (waits(row)) waited.current = row.id;
    else if (waited.current === row.id) {
      waited.current = null;
      if (document.activeElement === document.body) lost();
    }
  }, [row]);
}

function Details({ row, acts }: { row: RequestRow; acts: Props['acts'] }) {
  const { t } = useTranslation();
  return (
    <>
      <AddressLine address={row.address} />
      <StatusWord status={row.status} />
      {row.note === null ? null : (
        <Part title={t('request.note')}>
          <p className={styles.whole}>{row.note}</p>
        </Part>
      )}
      {waits(row) ? (
        <Part title={t('request.decide')}>
          <Decide
            row={row}
            value={acts.pickedFor(row)}
            onPick={(value) => acts.pick(row, value)}
            onDeny={() => acts.decide('deny', row)}
          />
        </Part>
      ) : (
        <Part title={t('request.decision')}>
          <Decision row={row} />
        </Part>
      )}
      <Part title={t('request.what')}>
        <RequestFacts row={row} />
      </Part>
    </>
  );
}
