/** Words for screen readers only: read out, politely, whenever they change. */
export function Live({ children }: { children: string }) {
  return (
    <div className="unseen" aria-live="polite" aria-atomic="true">
      {children}
    </div>
  );
}

/** Words for screen readers only, read where they stand. */
export function Hidden({ children }: { children: string }) {
  return <span className="unseen">{children}</span>;
}
