/** Below this width: input above tape, the rest as a sheet. The same number stands in the stylesheets. */
export const COMPACT = '(max-width: 899px)';

/** Below this width the header keeps its less used parts in one menu. */
export const NARROW_HEADER = '(max-width: 1023px)';
