/** Mantine's components that the frame itself is made of, with what those rest upon. */
const OF_FRAME = [
  'ActionIcon|Anchor|Button|CloseButton|FocusTrap|Group|Indicator|Kbd|Loader|Menu|Overlay|Paper|Popover|Portal|Progress|Stack|Text|Title',
  'Tooltip|Transition|UnstyledButton|Floating|Flex|Input|InputBase|TextInput|VisuallyHidden|Checkbox',
].join('|');

/**
 * What nearly every screen begins with, in files of their own: shared parts, left to themselves, would be a file for each set of screens that
 * share them, and a first visit a hundred requests one after another.
 */
export const wholeFiles = [
  {
    name: 'frame',
    test: new RegExp(
      [
        String.raw`node_modules[\\/]@mantine[\\/](hooks|core[\\/]esm[\\/](core|utils)|core[\\/]esm[\\/]components[\\/](${OF_FRAME}))[\\/]`,
        String.raw`node_modules[\\/](@floating-ui|react-remove-scroll|react-remove-scroll-bar|react-style-singleton|use-sidecar|use-callback-ref|get-nonce|tslib|clsx|tabbable)[\\/]`,
        String.raw`web[\\/]app[\\/](frame[\\/](frame|rail|top-bar|bands|band|running-work|use-work|sandbox-clock|brand)\.tsx?|later|places|work|live)`,
        String.raw`web[\\/]ui[\\/](object-icon|page-header|progress|time|relative-time|empty-state)\.tsx?`,
      ].join('|'),
    ),
    minShareCount: 2,
  },
  {
    name: 'start',
    test: /node_modules[\\/](react|react-dom|scheduler|use-sync-external-store|@tanstack[\\/](react-router|router-core|history|react-store|store|react-query|query-core))[\\/]/,
  },
  { name: 'icons', test: /node_modules[\\/]@tabler[\\/]/, minShareCount: 2 },
];
