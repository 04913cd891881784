import { Button as AntButton, Tooltip } from 'antd';
import type { MouseEvent, ReactNode, Ref } from 'react';

export interface ButtonProps {
  readonly children?: ReactNode;
  readonly icon?: ReactNode;
  readonly kind?: 'plain' | 'primary' | 'danger' | 'quiet';
  /** Why the action can't be done now. The button stays visible and focusable, so that everybody can learn the reason. */
  readonly reason?: string | undefined;
  readonly busy?: boolean | undefined;
  readonly label?: string | undefined;
  readonly submit?: boolean | undefined;
  readonly pressed?: boolean | undefined;
  readonly expanded?: boolean | undefined;
  readonly popup?: 'menu' | 'dialog' | undefined;
  readonly large?: boolean | undefined;
  readonly testId?: string | undefined;
  readonly onClick?: ((event: MouseEvent<HTMLElement>) => void) | undefined;
  /** A menu finds its place by the button that opens it. */
  readonly ref?: Ref<HTMLButtonElement> | undefined;
}

export function Button({ ref, ...props }: ButtonProps) {
  const { children, icon, kind = 'plain', reason, busy = false, label, large = false } = props;
  const off = reason !== undefined && reason !== '';
  const type = kind === 'primary' ? 'primary' : kind === 'quiet' ? 'text' : 'default';
  const button = (
    <AntButton
      ref={ref ?? null}
      type={type}
      danger={kind === 'danger'}
      icon={icon}
      loading={busy}
      size={large ? 'large' : 'middle'}
      htmlType={props.submit ? 'submit' : 'button'}
      className={off ? 'is-off' : ''}
      aria-disabled={off || undefined}
      aria-label={label}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      aria-haspopup={props.popup}
      data-testid={props.testId}
      onClick={(event) => {
        if (off) event.preventDefault();
        else props.onClick?.(event);
      }}
    >
      {children}
    </AntButton>
  );
  const tip = off ? reason : children === undefined ? label : undefined;
  return tip === undefined ? button : <Tooltip title={tip}>{button}</Tooltip>;
}
