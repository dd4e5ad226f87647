/** Line icons on a 16 × 16 grid, drawn in the colour of the text around them. Always beside a label, or in an IconButton. */
const PATHS = {
  chevron: 'M4.5 6.5 8 10l3.5-3.5',
  check: 'M3.5 8.5 6.5 11.5 12.5 5',
  close: 'M4 4l8 8M12 4l-8 8',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  sun: 'M8 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6ZM8 1.2v1.3M8 13.5v1.3M1.2 8h1.3M13.5 8h1.3M3.2 3.2l.9.9M11.9 11.9l.9.9M3.2 12.8l.9-.9M11.9 4.1l.9-.9',
  moon: 'M13 9.6A5.6 5.6 0 0 1 6.4 3a5.6 5.6 0 1 0 6.6 6.6Z',
  system: 'M2 3h12v8H2zM6 14h4M8 11v3',
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9ZM10.4 10.4 13.5 13.5',
  help: 'M6 6a2 2 0 1 1 2.8 1.9c-.5.2-.8.6-.8 1.1v.4M8 11.8h.01M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8Z',
  warning: 'M8 2.2 14.4 13.4H1.6ZM8 6.4v3.2M8 11.5h.01',
  error: 'M5.4 1.8h5.2l3.6 3.6v5.2l-3.6 3.6H5.4l-3.6-3.6V5.4ZM8 4.8v3.8M8 11h.01',
  info: 'M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8ZM8 7.4v3.6M8 5h.01',
  plug: 'M5.5 2v3M10.5 2v3M3.8 5h8.4v2.2a4.2 4.2 0 0 1-8.4 0ZM8 11.4V14',
  restart: 'M13 8a5 5 0 1 1-1.6-3.7L13 5.8M13 2.4v3.4H9.6',
  first: 'M4 3.5v9M12 3.8 7 8l5 4.2',
  back: 'M10 3.8 5.4 8l4.6 4.2',
  forward: 'M6 3.8 10.6 8 6 12.2',
  last: 'M12 3.5v9M4 3.8 9 8l-5 4.2',
  play: 'M5 3.2v9.6L12.6 8Z',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  up: 'M3.8 10 8 5.4l4.2 4.6',
  down: 'M3.8 6 8 10.6 12.2 6',
  compare: 'M2 4h12M2 8h5M2 12h5M9.5 8H14M9.5 12H14M8 2.5v11',
  stop: 'M4 4h8v8H4z',
  flask: 'M6.5 2v4.2L2.9 12.4a1 1 0 0 0 .9 1.6h8.4a1 1 0 0 0 .9-1.6L9.5 6.2V2M5.5 2h5M4.8 9.8h6.4',
  send: 'M2.5 3.2 13.8 8 2.5 12.8 4.4 8ZM4.4 8h4.6',
  question:
    'M3 2.5h10a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1H8l-3.2 2.7v-2.7H3a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1ZM6.3 5.6a1.8 1.8 0 1 1 2.5 1.7c-.5.2-.8.5-.8 1M8 9.6h.01',
  dot: 'M8 5.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5Z',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" fill="none" aria-hidden="true" focusable="false">
      <path
        d={PATHS[name]}
        stroke="currentColor"
        strokeWidth={name === 'more' ? 2 : 1.5}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
