import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button';
import { toast } from '../../components/toasts';
import { useSaySaved } from '../../components/useSaySaved';
import { type JoinLinkView, commands } from '../../ipc/bindings';
import { asFailure, unwrap } from '../../ipc/failure';
import styles from './Link.module.css';

/** The link as a picture for cameras: dark on light in any theme, for not all of them read it the other way round. */
export function Qr({ link }: { link: JoinLinkView }) {
  const { t } = useTranslation();
  const saySaved = useSaySaved();
  const code = useQuery({
    queryKey: ['join_link', 'qr', link.link],
    queryFn: () => unwrap(commands.joinLinkQr()),
  }).data;
  const save = useMutation({
    mutationFn: () => unwrap(commands.saveJoinLinkQr()),
    onSuccess: (saved) => {
      if (saved !== null) saySaved(saved);
    },
    onError: (error) => toast({ words: asFailure(error).message, bad: true }),
  });
  return (
    <div className={styles.qr}>
      {code === undefined ? (
        <div className={styles.qrPicture} />
      ) : (
        <svg
          className={styles.qrPicture}
          viewBox={`0 0 ${code.size} ${code.size}`}
          role="img"
          aria-label={t('link.qr')}
          shapeRendering="crispEdges"
        >
          <title>{t('link.qr')}</title>
          <rect width={code.size} height={code.size} fill="#fff" />
          <path d={code.path} fill="#000" />
        </svg>
      )}
      <Button small icon="download" onPress={() => save.mutate()} isPending={save.isPending}>
        {t('link.qr_save')}
      </Button>
    </div>
  );
}
