import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { TextField } from '../../components/Field';
import { useCopy } from '../../components/useCopy';
import type { JoinLinkView } from '../../ipc/bindings';
import styles from './Link.module.css';

/** The link itself, to be copied. */
export function LinkLine({ link }: { link: JoinLinkView }) {
  const { t } = useTranslation();
  const copy = useCopy();
  return (
    <div className={styles.linkLine}>
      <TextField
        isReadOnly
        label={t('link.link')}
        value={link.link}
        onFocus={(event) => event.target instanceof HTMLInputElement && event.target.select()}
      />
      <Button kind="primary" icon="copy" autoFocus onPress={() => void copy(link.link, t('link.copied'))}>
        {t('link.copy')}
      </Button>
    </div>
  );
}
