import { useTranslation } from 'react-i18next';
import { type Option, Radios } from '../../components/Choice';
import { formatList } from '../../components/time';
import type { BlockInput, RequestRow } from '../../ipc/bindings';
import { useAdministersAll, useStart } from '../../ipc/queries';

const NOTHING = 'nothing';
/** So many domains are named. */
const NAMED = 3;

interface Props {
  rows: RequestRow[];
  value: BlockInput | null;
  onChange: (block: BlockInput | null) => void;
}

/** What is blocked besides: nothing, the addresses, or all of their domains. */
export function BlockChoice({ rows, value, onChange }: Props) {
  const { t } = useTranslation();
  const everything = useAdministersAll();
  const own = useStart().data?.workspace?.administrator?.address.split('@').at(-1)?.toLowerCase();
  const count = rows.length;
  const domains = [...new Set(rows.map((row) => row.domain))];
  const named =
    domains.length <= NAMED + 1
      ? domains
      : [...domains.slice(0, NAMED), t('deny.block_domains_more', { count: domains.length - NAMED })];
  const known = rows.some((row) => row.domain_known);
  const options: Option<BlockInput | typeof NOTHING>[] = [
    { value: NOTHING, label: t('deny.block_none') },
    { value: 'addresses', label: t('deny.block_addresses', { count }), hint: t('deny.block_addresses_hint') },
  ];
  if (everything)
    options.push({
      value: 'domains',
      label: t('deny.block_domains', { count: domains.length, domains: formatList(named) }),
      disabled: own !== undefined && domains.includes(own),
      hint:
        own !== undefined && domains.includes(own)
          ? t('deny.block_domains_own')
          : t(known ? 'deny.block_domains_known' : 'deny.block_domains_hint'),
    });
  return (
    <Radios
      label={t('deny.block')}
      value={value ?? NOTHING}
      onChange={(next) => onChange(next === NOTHING ? null : next)}
      options={options}
    />
  );
}
