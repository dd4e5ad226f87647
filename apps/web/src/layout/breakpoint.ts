/** Below this width: input above tape, the rest in a sheet. The stylesheets have the same number. */
export const COMPACT = '(max-width: 899px)';

/** Below this width the header moves its less used parts into one menu. */
export const NARROW_HEADER = '(max-width: 1023px)';
