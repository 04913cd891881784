import { App, Drawer as AntDrawer, Dropdown, Input, Modal, Popover as AntPopover, Tooltip as AntTooltip } from 'antd';
import { useId, useMemo, type MouseEvent, type ReactElement, type ReactNode } from 'react';

interface DrawerProps {
  readonly open: boolean;
  readonly title: ReactNode;
  readonly extra?: ReactNode;
  readonly width?: number;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function Drawer({ open, title, extra, width = 560, onClose, children }: DrawerProps) {
  return (
    <AntDrawer
      open={open}
      title={title}
      extra={extra}
      size={width}
      onClose={onClose}
      destroyOnHidden
      mask={{ blur: false }}
    >
      {children}
    </AntDrawer>
  );
}

interface DialogProps {
  readonly open: boolean;
  readonly title: ReactNode;
  readonly width?: number;
  /** False where what opened the dialog says itself what has the keyboard next. */
  readonly returnsFocus?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog whose buttons belong to the form inside it. */
export function Dialog({ open, title, width = 520, returnsFocus = true, onClose, children }: DialogProps) {
  return (
    <Modal
      open={open}
      title={title}
      width={width}
      onCancel={onClose}
      focusable={{ focusTriggerAfterClose: returnsFocus }}
      footer={null}
      destroyOnHidden
      mask={{ blur: false }}
    >
      {children}
    </Modal>
  );
}

export interface MenuEntry {
  readonly key: string;
  readonly label: ReactNode;
  readonly reason?: string | undefined;
  readonly danger?: boolean;
  readonly onClick?: () => void;
}

interface MenuProps {
  readonly entries: readonly (MenuEntry | 'line')[];
  readonly children: ReactElement;
  readonly selected?: string;
  /** Hangs on its button by the style sheet, not by measured places: for where nothing cuts it off. */
  readonly anchored?: boolean;
}

/** A menu of actions; one that can't be done now stays in it with its reason. */
export function Menu({ entries, children, selected, anchored = false }: MenuProps) {
  const items = entries.map((entry, index) =>
    entry === 'line'
      ? { type: 'divider' as const, key: `line-${index}` }
      : {
          key: entry.key,
          danger: entry.danger ?? false,
          disabled: Boolean(entry.reason),
          label: entry.reason ? (
            <span className="menu-reason">
              <span>{entry.label}</span>
              <small>{entry.reason}</small>
            </span>
          ) : (
            entry.label
          ),
          onClick: () => entry.onClick?.(),
        },
  );
  const dropdown = (
    <Dropdown
      menu={{ items, selectedKeys: selected === undefined ? [] : [selected] }}
      trigger={['click']}
      {...(anchored ? { getPopupContainer: (trigger: HTMLElement) => trigger.parentElement ?? document.body } : {})}
    >
      {children}
    </Dropdown>
  );
  return anchored ? <span className="menu-anchor">{dropdown}</span> : dropdown;
}

interface PopoverProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly content: ReactNode;
  readonly children: ReactElement;
}

/** Ends when a link in it is followed. */
export function Popover({ open, onOpenChange, content, children }: PopoverProps) {
  const follow = (event: MouseEvent) => {
    if (event.target instanceof Element && event.target.closest('a') !== null) onOpenChange(false);
  };
  return (
    <AntPopover
      open={open}
      onOpenChange={onOpenChange}
      content={
        // The keyboard follows a link by a click as well.
        <div role="presentation" onClick={follow}>
          {content}
        </div>
      }
      trigger="click"
      placement="bottom"
      arrow={false}
    >
      {children}
    </AntPopover>
  );
}

export function Tip({ text, children }: { readonly text: ReactNode; readonly children: ReactElement }) {
  return <AntTooltip title={text}>{children}</AntTooltip>;
}

export interface Question {
  readonly title: string;
  readonly text: ReactNode;
  readonly yes: string;
  readonly no: string;
  readonly danger?: boolean;
  /** What has to be typed before it can be done, and the words that ask for it. */
  readonly typed?: { readonly label: string; readonly text: string } | undefined;
  readonly run: () => Promise<unknown>;
}

export interface Say {
  readonly done: (text: string) => void;
  readonly failed: (title: string, text: ReactNode) => void;
  readonly ask: (question: Question) => void;
}

interface TypedProps {
  readonly label: string;
  readonly onTyped: (text: string) => void;
}

function Typed({ label, onTyped }: TypedProps) {
  const id = useId();
  return (
    <p>
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        className="mono"
        autoComplete="off"
        spellCheck={false}
        maxLength={128}
        onChange={(change) => onTyped(change.target.value)}
      />
    </p>
  );
}

/** Messages that pass, failures that stay until closed, and questions before a deed. */
export function useSay(): Say {
  const { message, notification, modal } = App.useApp();
  return useMemo(
    () => ({
      done: (text) => void message.success(text),
      failed: (title, text) =>
        notification.error({ title, description: text, duration: 0, placement: 'bottomRight', role: 'alert' }),
      ask: (question) => {
        const { typed } = question;
        const button = (disabled: boolean) => ({ okButtonProps: { danger: question.danger ?? false, disabled } });
        const asked = modal.confirm({
          title: question.title,
          content: typed ? (
            <>
              {question.text}
              <Typed label={typed.label} onTyped={(text) => asked.update(button(text !== typed.text))} />
            </>
          ) : (
            question.text
          ),
          okText: question.yes,
          cancelText: question.no,
          ...button(typed !== undefined),
          icon: null,
          // The failure has been shown by the mutation; closing the question is all that is left to do.
          onOk: () => question.run().then(undefined, () => undefined),
        });
      },
    }),
    [message, notification, modal],
  );
}
