import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/Button';
import { Menu } from '../../../components/Menu';
import { useAdministersAll } from '../../../ipc/queries';
import { type MeantUsers, useUserActs } from './acts';

/** What can be done with the ticked users: the usual at hand, the rest behind a menu. */
export function UserBarActs({ meant }: { meant: MeantUsers }) {
  const { t } = useTranslation();
  const acts = useUserActs();
  const everything = useAdministersAll();
  return (
    <>
      <Button small onPress={() => acts.giveRole(meant)}>
        {t('user_acts.give')}
      </Button>
      <Button small onPress={() => acts.resend(meant)}>
        {t('user_acts.resend')}
      </Button>
      <Menu
        label={t('user_acts.more')}
        placement="bottom end"
        trigger={
          <Button small trailing="chevron">
            {t('user_acts.more')}
          </Button>
        }
        parts={[
          {
            id: 'roles',
            entries: [
              { id: 'change', label: t('user_acts.change'), act: () => acts.changeRole(meant) },
              { id: 'leave', label: t('user_acts.leave'), act: () => acts.leaveGroup(meant) },
            ],
          },
          {
            id: 'invitation',
            entries: [{ id: 'cancel', label: t('user_acts.cancel'), act: () => acts.cancel(meant) }],
          },
          ...(everything
            ? [
                {
                  id: 'end',
                  entries: [{ id: 'remove', label: t('user_acts.remove'), act: () => acts.removeFromAccount(meant) }],
                },
              ]
            : []),
        ]}
      />
    </>
  );
}
