import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { MenuPart } from '../../components/Menu';
import { toast } from '../../components/toasts';
import { useSaySaved } from '../../components/useSaySaved';
import { type Elsewhere, type UserSelection, commands } from '../../ipc/bindings';
import { asFailure, unwrap } from '../../ipc/failure';

/** The other products that users can be written for, in the order in which they are offered. */
const products: Elsewhere[] = ['entra', 'google', 'okta', 'ldif', 'scim'];

/** Saves users, as a table that can be edited and imported again or for another product, and says where it is. */
export function useExport() {
  const { t } = useTranslation();
  const saySaved = useSaySaved();
  const saving = useMutation({
    mutationFn: ({ selection, elsewhere }: { selection: UserSelection; elsewhere: Elsewhere | null }) =>
      unwrap(commands.exportUsers(selection, elsewhere)),
    onSuccess: (saved) => {
      if (saved !== null) saySaved(saved);
    },
    onError: (error) => toast({ words: asFailure(error).message, bad: true }),
  });
  return {
    save: (selection: UserSelection) => saving.mutate({ selection, elsewhere: null }),
    saving: saving.isPending,
    /** What writes them for another product. */
    elsewhere: (selection: UserSelection): MenuPart => ({
      id: 'elsewhere',
      title: t('users.export_elsewhere'),
      entries: products.map((product) => ({
        id: product,
        label: t(`users.elsewhere.${product}`),
        act: () => saving.mutate({ selection, elsewhere: product }),
      })),
    }),
  };
}
