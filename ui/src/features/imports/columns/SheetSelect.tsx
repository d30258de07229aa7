import { useTranslation } from 'react-i18next';
import { Select } from '../../../components/Choice';
import { shownText } from '../../../components/ShownText';

interface Props {
  sheet: string;
  others: string[];
  onChange: (sheet: string) => void;
}

/** Which sheet of a workbook is read. */
export function SheetSelect({ sheet, others, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Select
      inline
      label={t('import.sheet')}
      value={sheet}
      options={[sheet, ...others].map((name) => ({ value: name, label: shownText(name) }))}
      onChange={(chosen) => {
        if (chosen !== sheet) onChange(chosen);
      }}
    />
  );
}
