import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../ipc/queries';

/** Says to those who do not see the number grow that somebody asks to join. */
export function RequestsHeard() {
  const { t } = useTranslation();
  const counts = useQuery(queries.requestOverview).data;
  const count = counts === undefined ? null : counts.pending + counts.ageing;
  const [heard, setHeard] = useState<{ count: number | null; grew: boolean }>({ count: null, grew: false });
  if (count !== heard.count) setHeard({ count, grew: count !== null && heard.count !== null && count > heard.count });
  return (
    <span className="visually-hidden" role="status">
      {heard.grew && heard.count !== null ? t('shell.requests_more', { count: heard.count }) : ''}
    </span>
  );
}
