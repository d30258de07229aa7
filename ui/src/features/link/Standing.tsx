import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Dot, type Tone } from '../../components/Status';
import { Switch } from '../../components/Switch';
import { toast } from '../../components/toasts';
import { When } from '../../components/When';
import { type JoinLinkStatus, type JoinLinkView, commands } from '../../ipc/bindings';
import { asFailure, unwrap } from '../../ipc/failure';
import { queries } from '../../ipc/queries';
import styles from './Link.module.css';

const tones: Record<JoinLinkStatus, Tone> = { open: 'good', off: 'mute', over: 'bad', used_up: 'warn' };

/** How the link stands, who made it, how many have asked by it; and the switch, which holds at once. */
export function Standing({ link }: { link: JoinLinkView }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { queryKey } = queries.joinLink;
  const turn = useMutation({
    mutationFn: (on: boolean) => unwrap(commands.switchJoinLink(link.id, on)),
    onSuccess: (now, on) => {
      client.setQueryData(queryKey, now);
      toast({ words: t(on ? 'link.switched_on' : 'link.switched_off') });
    },
    onError: (error) => {
      toast({ words: asFailure(error).message, bad: true });
      return client.invalidateQueries({ queryKey });
    },
  });
  const most = link.terms.most_uses;
  const uses =
    link.uses === 0
      ? t('link.uses_none')
      : most === null
        ? t('link.uses', { count: link.uses })
        : t('link.uses_of', { count: link.uses, most });
  return (
    <div className={styles.standing}>
      <p className={styles.standingLine} role="status">
        <Dot tone={tones[link.status]}>{t(`link.status.${link.status}`)}</Dot>
        {link.status === 'over' || link.status === 'used_up' ? (
          <span>{t(link.status === 'over' ? 'link.over_hint' : 'link.used_up_hint')}</span>
        ) : null}
      </p>
      <p className={styles.faint}>
        {t('link.made', { name: link.made_by })}, <When at={link.made_at} /> · {uses}
      </p>
      <Switch
        isSelected={link.is_on}
        isDisabled={turn.isPending}
        onChange={(on) => turn.mutate(on)}
        hint={link.is_on ? undefined : t('link.switch_off')}
      >
        {t('link.switch')}
      </Switch>
    </div>
  );
}
