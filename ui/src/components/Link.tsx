import type { ReactNode } from 'react';
import { Link as RouterLink, useLocation } from 'react-router';
import { carry } from '../util/paths.ts';

interface LinkProps {
  readonly to: string;
  readonly children: ReactNode;
  readonly className?: string;
  readonly label?: string;
}

/** A link that carries on the instant a person looks at. */
export function Link({ to, children, className, label }: LinkProps) {
  const { search } = useLocation();
  return (
    <RouterLink to={carry(to, new URLSearchParams(search))} className={className ?? ''} aria-label={label}>
      {children}
    </RouterLink>
  );
}
