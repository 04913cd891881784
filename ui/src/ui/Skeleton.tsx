/** What a list looks like before its rows have come: never a blank page, never a spinner. */
export function TableSkeleton({ columns, label }: { readonly columns: number; readonly label: string }) {
  return (
    <div className="skeleton" role="status" aria-label={label}>
      {Array.from({ length: 12 }, (_, row) => (
        <div key={row} className="skeleton-row">
          {Array.from({ length: Math.min(8, Math.max(2, columns)) }, (__, cell) => (
            <span key={cell} style={{ flex: 1 + ((row + cell) % 3) }} />
          ))}
        </div>
      ))}
    </div>
  );
}
