/** Words for screen readers only: announced politely whenever they change. */
export function Live({ children }: { children: string }) {
  return (
    <div className="unseen" aria-live="polite" aria-atomic="true">
      {children}
    </div>
  );
}

/** Words for screen readers only, read in place. */
export function Hidden({ children }: { children: string }) {
  return <span className="unseen">{children}</span>;
}
