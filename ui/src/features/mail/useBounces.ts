import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toast } from '../../components/toasts';
import { formatList } from '../../components/time';
import { type BounceOutcome, type ChosenFile, commands } from '../../ipc/bindings';
import { asFailure, unwrap } from '../../ipc/failure';

/** Whether a file may be a mail. */
export const isMail = (file: ChosenFile) => /\.eml$/i.test(file.name);

const SOME = 3;

/** Reads mails that came back, and says whose they were. */
export function useBounces() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const say = async (outcomes: BounceOutcome[]) => {
    const recorded = outcomes.flatMap((outcome) => outcome.recorded);
    const others = outcomes.reduce((sum, outcome) => sum + outcome.others, 0);
    const named =
      recorded.length <= SOME + 1
        ? formatList(recorded)
        : formatList([...recorded.slice(0, SOME), t('bounce.more', { count: recorded.length - SOME })]);
    const words = [
      recorded.length > 0 ? t('bounce.recorded', { count: recorded.length, addresses: named }) : '',
      others > 0 ? t(recorded.length > 0 ? 'bounce.others' : 'bounce.only_others', { count: others }) : '',
    ];
    toast({ words: words.filter((each) => each !== '').join(' ') });
    await client.invalidateQueries();
  };
  const trying = async (read: () => Promise<BounceOutcome[]>) => {
    try {
      const outcomes = await read();
      if (outcomes.length > 0) await say(outcomes);
    } catch (error) {
      toast({ words: asFailure(error).message, bad: true });
    }
  };
  return {
    /** Lets the person choose them. */
    choose: () =>
      trying(async () => {
        const outcome = await unwrap(commands.chooseBounce());
        return outcome === null ? [] : [outcome];
      }),
    /** Reads those that were dropped. What one of them is not stops none of the others. */
    readAll: async (files: ChosenFile[]) => {
      const read: BounceOutcome[] = [];
      for (const file of files)
        await trying(async () => {
          read.push(await unwrap(commands.readBounce(file.handle)));
          return [];
        });
      if (read.length > 0) await say(read);
    },
  };
}
