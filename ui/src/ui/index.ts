export * from './Button.tsx';
export * from './State.tsx';
export * from './Table.tsx';
export * from './fields.tsx';
export * from './lookup.tsx';
export * from './icons.tsx';
export * from './overlays.tsx';
export * from './parts.tsx';
