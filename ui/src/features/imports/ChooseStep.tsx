import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { Icon } from '../../components/Icon';
import { FailureNote } from '../../components/ListState';
import { commands } from '../../ipc/bindings';
import { asFailure, unwrap } from '../../ipc/failure';
import styles from './Imports.module.css';
import { Saved } from './Saved';
import type { Step } from './useImport';

interface Props {
  step: Step & { at: 'choose' };
  onChoose: () => void;
}

/** The template, or a file that is there already. */
export function ChooseStep({ step, onChoose }: Props) {
  const { t } = useTranslation();
  const template = useMutation({ mutationFn: () => unwrap(commands.saveTemplate()) });
  return (
    <div className={styles.choose}>
      {step.failure === null ? null : <FailureNote failure={step.failure} chooseFile={onChoose} />}
      {template.error === null ? null : (
        <FailureNote failure={asFailure(template.error)} retry={() => template.mutate()} />
      )}
      <div className={styles.ways}>
        <section className={styles.way}>
          <h3>{t('import.template')}</h3>
          <p>{t('import.template_text')}</p>
          <Button icon="download" onPress={() => template.mutate()} isPending={template.isPending}>
            {t('import.template_action')}
          </Button>
          {template.data === undefined || template.data === null ? null : <Saved file={template.data} />}
        </section>
        <section className={styles.way}>
          <h3>{t('import.choose')}</h3>
          <p>{t('import.choose_text')}</p>
          <div className={styles.drop}>
            <Icon name="imports" size={22} />
            <Button kind="primary" icon="file" onPress={onChoose} isDisabled={step.reading !== null}>
              {t('import.choose_action')}
            </Button>
            <span role="status">
              {step.reading === null ? t('import.drop') : t('import.reading', { file: step.reading.name })}
            </span>
          </div>
        </section>
      </div>
    </div>
  );
}
