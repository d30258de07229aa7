import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/Button';
import { Icon } from '../../../components/Icon';
import { FailureNote } from '../../../components/ListState';
import { shownText } from '../../../components/ShownText';
import { commands } from '../../../ipc/bindings';
import { asFailure, unwrap } from '../../../ipc/failure';
import { Saved } from '../outcome/Saved';
import type { ChooseStepState } from '../steps';
import type { Import } from '../useImport';
import { useOffline } from '../useOffline';
import { PasteRows } from './PasteRows';
import styles from './choose.module.css';
import { usePaste } from './usePaste';

/** The template, or a table that is there already: a file, or rows from another program. */
export function ChooseStep({ step, work }: { step: ChooseStepState; work: Import }) {
  const { t } = useTranslation();
  const template = useMutation({ mutationFn: () => unwrap(commands.saveTemplate()) });
  const [pasting, setPasting] = useState(false);
  const offline = useOffline();
  const reading = step.reading !== null;
  const choose = () => void work.choose();
  usePaste((text) => void work.paste(text), !reading);
  return (
    <div className={styles.choose}>
      {step.trouble === null ? null : (
        <FailureNote failure={step.trouble.failure} retry={step.trouble.retry ?? undefined} chooseFile={choose} />
      )}
      {template.error === null ? null : (
        <FailureNote failure={asFailure(template.error)} retry={() => template.mutate()} />
      )}
      <div className={styles.ways} data-one={offline}>
        {offline ? null : (
          <section className={styles.way}>
            <h3>{t('import.template')}</h3>
            <p>{t('import.template_text')}</p>
            <Button icon="download" onPress={() => template.mutate()} isPending={template.isPending}>
              {t('import.template_action')}
            </Button>
            {template.data === undefined || template.data === null ? null : <Saved file={template.data} />}
          </section>
        )}
        <section className={styles.way}>
          <h3>{t(offline ? 'import.choose_offline' : 'import.choose')}</h3>
          <p>{t(offline ? 'import.choose_text_offline' : 'import.choose_text')}</p>
          {pasting ? (
            <PasteRows
              isReading={reading}
              onPaste={(text) => void work.paste(text)}
              onClose={() => setPasting(false)}
            />
          ) : (
            <div className={styles.drop}>
              <Icon name="imports" size={22} />
              <div className={styles.buttons}>
                <Button kind="primary" icon="file" onPress={choose} isDisabled={reading}>
                  {t('import.choose_action')}
                </Button>
                <Button icon="copy" onPress={() => setPasting(true)} isDisabled={reading}>
                  {t('import.paste')}
                </Button>
              </div>
              <span role="status">
                {step.reading === null
                  ? t(offline ? 'import.drop_offline' : 'import.drop')
                  : step.reading === ''
                    ? t('import.reading_pasted')
                    : t('import.reading', { file: shownText(step.reading) })}
              </span>
            </div>
          )}
        </section>
      </div>
    </div>
  );
}
