/** The shape a state has; colour only repeats what the shape says. */
export type Shape = 'running' | 'off' | 'moving' | 'failed' | 'drift' | 'reserved' | 'done';

const drawn: Readonly<Record<Shape, React.ReactNode>> = {
  running: <circle cx="6" cy="6" r="4.5" className="fill" />,
  off: <circle cx="6" cy="6" r="3.75" className="ring" />,
  moving: (
    <>
      <circle cx="6" cy="6" r="3.75" className="ring" />
      <path d="M6 1.500a4.500 4.500 0 0 1 0 9Z" className="fill" />
    </>
  ),
  failed: <path d="M6 1 11.200 10.500H.8Z" className="fill" />,
  drift: <path d="M6 .8 11.200 6 6 11.200.8 6Z" className="fill" />,
  reserved: (
    <>
      <rect x="1.500" y="1.500" width="9" height="9" className="ring" />
      <path d="m2 10 8-8M2 6l4-4M6 10l4-4" className="stroke" />
    </>
  ),
  done: <path d="m1.500 6.300 1.300-1.300 2.200 2.200 4.300-4.700 1.300 1.200-5.500 6.200Z" className="fill" />,
};

export function StateMark({ shape }: { readonly shape: Shape }) {
  return (
    <svg
      className={`state-mark ${shape}`}
      width="12"
      height="12"
      viewBox="0 0 12 12"
      aria-hidden="true"
      focusable="false"
    >
      {drawn[shape]}
    </svg>
  );
}

export function State({ shape, text }: { readonly shape: Shape; readonly text: string }) {
  return (
    <span className="state">
      <StateMark shape={shape} />
      {text}
    </span>
  );
}
