import { Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover, Separator, Text } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { IconButton } from './Button';
import { Icon } from './Icon';
import styles from './Menu.module.css';

interface Props {
  choices: { id: string; title: string; shown: boolean }[];
  /** Something is not as it comes. */
  changed: boolean;
  onShow: (id: string, shown: boolean) => void;
  onReset: () => void;
}

/** Which columns a list has. */
export function ColumnsMenu({ choices, changed, onShow, onReset }: Props) {
  const { t } = useTranslation();
  const shown = choices.filter((each) => each.shown).map(({ id }) => id);
  return (
    <MenuTrigger>
      <IconButton icon="columns" label={t('columns.open')} />
      <Popover className={styles.popover ?? ''} placement="bottom end" offset={4}>
        <Menu className={styles.menu ?? ''} aria-label={t('columns.open')}>
          <MenuSection
            selectionMode="multiple"
            selectedKeys={shown}
            onSelectionChange={(keys) => {
              for (const { id, shown: was } of choices) {
                const is = keys === 'all' || keys.has(id);
                if (is !== was) onShow(id, is);
              }
            }}
          >
            <Header className={styles.title}>{t('columns.title')}</Header>
            {choices.map(({ id, title, shown: is }) => (
              <MenuItem key={id} id={id} className={`${styles.item} ${styles.ticked}`} textValue={title}>
                <span className={styles.tick} aria-hidden="true">
                  {is ? <Icon name="done" size={14} /> : null}
                </span>
                <Text slot="label">{title}</Text>
              </MenuItem>
            ))}
          </MenuSection>
          <Separator className={styles.line ?? ''} />
          <MenuSection aria-label={t('columns.open')}>
            <MenuItem className={styles.item ?? ''} isDisabled={!changed} onAction={onReset}>
              {t('columns.reset')}
            </MenuItem>
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
