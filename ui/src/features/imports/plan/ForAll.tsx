import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { ShownText } from '../../../components/ShownText';
import type { Mapping } from '../../../ipc/bindings';

/** The group and the role of rows that name none: of all of them where no column names any. */
export function ForAll({ mapping }: { mapping: Mapping }) {
  const { t } = useTranslation();
  const given = (['group', 'role'] as const).filter((column) => mapping[column] !== null);
  const named = given.filter((column) => mapping.columns.includes(column));
  const parts = [
    { words: t('import.everybody'), of: given.filter((column) => !named.includes(column)) },
    { words: t('import.otherwise'), of: named },
  ];
  return parts
    .filter(({ of }) => of.length > 0)
    .map(({ words, of }) => (
      <span key={words}>
        {` · ${words}`}
        {of.map((column, at) => (
          <Fragment key={column}>
            {at === 0 ? ' ' : ' · '}
            <ShownText>{mapping[column] ?? ''}</ShownText>
          </Fragment>
        ))}
      </span>
    ));
}
